import { parseArgs } from 'node:util'
import { measureTopic } from './measure/topic.mjs'
import { writeResult } from './measure/results.mjs'
import { topics } from './topics.mjs'

// `npm run bench [-- TOPIC...] [--rounds N] [--seconds N] ...`: measures, keeps the results, writes docs/performance.md.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    'warm-up': { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    /** Shows figures and keeps nothing: for a quick look. */
    'dry-run': { type: 'boolean', default: false }
  }
})

const unknown = positionals.filter((name) => !topics.some((topic) => topic.name === name))
if (unknown.length > 0) {
  console.error(`no topic ${unknown.join(', ')}; there are ${topics.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const settings = {
  rounds: Number(values.rounds),
  secondsPerRound: Number(values.seconds),
  warmUpSeconds: Number(values['warm-up']),
  connections: Number(values.connections),
  poolSize: 10
}

for (const topic of topics) {
  if (positionals.length > 0 && !positionals.includes(topic.name)) continue
  const result = await measureTopic(topic, settings, (line) => console.log(line))
  for (const { of, to, atLeast, ratio, isMet } of result.goals)
    console.log(`${of} / ${to}: ${ratio.median}, at least ${atLeast} is the target: ${isMet ? 'met' : 'missed'}`)
  if (!values['dry-run']) console.log(`kept in bench/results/${writeResult(result)}`)
}
if (!values['dry-run']) await import('./page/write.mjs')
