import { parseArgs } from 'node:util'
import { measureIdleClients } from './measure/idle-clients.mjs'
import { measureTopic } from './measure/topic.mjs'
import { writeResult } from './measure/results.mjs'
import { topics } from './topics.mjs'

// `npm run bench [-- TOPIC...] [--rounds N] [--seconds N] ...`: measures, keeps the results, writes docs/performance.md.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    'warm-up': { type: 'string', default: '3' },
    /** Default: what the topic says, or 16. */
    connections: { type: 'string' },
    /** Shows figures and keeps nothing: for a quick look. */
    'dry-run': { type: 'boolean', default: false }
  }
})

const unknown = positionals.filter((name) => !topics.some((topic) => topic.name === name))
if (unknown.length > 0) {
  console.error(`no topic ${unknown.join(', ')}; there are ${topics.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

for (const topic of topics) {
  if (positionals.length > 0 && !positionals.includes(topic.name)) continue
  const settings = {
    rounds: Number(values.rounds),
    secondsPerRound: Number(values.seconds),
    warmUpSeconds: Number(values['warm-up']),
    connections: Number(values.connections ?? topic.connections ?? 16),
    poolSize: 10
  }
  const measure = topic.idleClients === undefined ? measureTopic : measureIdleClients
  const result = await measure(topic, settings, (line) => console.log(line))
  for (const { of, to, metric = 'rate', atLeast, atMost, ratio, isMet } of result.goals) {
    const target = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
    console.log(
      `${metric} of ${of} / ${to}: ${ratio.median} (${ratio.min} to ${ratio.max}), ${target}: ${isMet ? 'met' : 'missed'}`
    )
  }
  if (!values['dry-run']) console.log(`kept in bench/results/${writeResult(result)}`)
}
if (!values['dry-run']) await import('./page/write.mjs')
