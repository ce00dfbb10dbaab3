import { startChild } from './child.mjs'
import { startDatabaseServer } from './database.mjs'
import { describeMachine } from './machine.mjs'
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
 */

/**
 * Measures the subjects of a topic in turn (A B C, A B C, ...), each in a process of its own with a database of its own
 * on one PostgreSQL, the load in another process.
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {MeasurementSettings} settings
 * @param {(line: string) => void} report
 * @throws {Error} at the first request that is not answered as it should be.
 */
export async function measureTopic(topic, settings, report) {
  const machine = await describeMachine()
  const server = await startDatabaseServer()
  const children = new Map()
  try {
    const load = startChild('load', new URL('../load/worker.mjs', import.meta.url))
    children.set('load', load)
    for (const subject of topic.subjects) {
      const child = startChild(subject.name, new URL('../subjects/worker.mjs', import.meta.url), [
        `./${subject.module}`
      ])
      children.set(subject.name, child)
      const { connections, poolSize } = settings
      const databaseUrl = await server.createDatabase(subject.name)
      const { target } = await child.ask({ databaseUrl, poolSize, connections })
      await load.ask({ subject: subject.name, target, connections })
    }

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
        report(
          `${topic.name} ${number}/${settings.rounds} ${name}: ${Math.round(round.requests / round.seconds)} requests/s`
        )
      }
    }

    for (const [name, run] of runs) {
      await children.get(name).stop()
      run.transactions = await server.countTransactions(name)
    }
    return summariseTopic(topic, settings, runs, { ...machine, postgres: server.version })
  } finally {
    await Promise.all([...children.values()].map((child) => child.stop()))
    await server.stop()
  }
}
