import { describeMachine } from './machine.mjs'
import { startSubjects } from './subjects.mjs'
import { summariseTopic } from './summary.mjs'

/**
 * @typedef {object} MeasurementSettings
 * @property {number} rounds
 * @property {number} secondsPerRound
 * @property {number} warmUpSeconds
 * @property {number} connections From the load to each subject.
 * @property {number} poolSize From each subject to its database.
 *
 * @typedef {object} Round
 * @property {number} requests
 * @property {number} seconds
 * @property {number} p50 Milliseconds in which half of the requests were answered.
 * @property {number} p99
 */

/**
 * Loads the subjects of a topic in turn (A B C, A B C, ...).
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {MeasurementSettings} settings
 * @param {(line: string) => void} report
 * @throws {Error} at the first request that is not answered as it should be.
 */
export async function measureTopic(topic, settings, report) {
  const machine = await describeMachine()
  const { server, load, children, stop } = await startSubjects(topic, settings)
  try {
    const runs = new Map()
    for (const { name } of topic.subjects) {
      const { round } = await load.ask({ subject: name, seconds: settings.warmUpSeconds })
      runs.set(name, { warmUp: round, rounds: [] })
    }
    for (let number = 1; number <= settings.rounds; number++) {
      for (const { name } of topic.subjects) {
        await server.checkpoint()
        const { round } = await load.ask({ subject: name, seconds: settings.secondsPerRound })
        runs.get(name).rounds.push(round)
        const rate = Math.round(round.requests / round.seconds)
        report(`${topic.name} ${number}/${settings.rounds} ${name}: ${rate} requests/s, p99 ${round.p99.toFixed(1)} ms`)
      }
    }

    for (const [name, run] of runs) {
      await children.get(name).stop()
      run.transactions = await server.countTransactions(name)
    }
    return summariseTopic(topic, settings, runs, { ...machine, postgres: server.version })
  } finally {
    await stop()
  }
}
