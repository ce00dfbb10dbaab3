import { describeMachine } from './machine.mjs'
import { summariseIdleClients } from './summary-of-idle-clients.mjs'
import { startSubjects } from './subjects.mjs'

/** What is loaded and cached for the first client is not what each client costs. */
const FIRST_CLIENTS = 500

/**
 * What clients cost that have introduced themselves and then do nothing: the memory of each subject before they come, with
 * all of them there, and when they have gone again.
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {import('./topic.mjs').MeasurementSettings} settings
 * @param {(line: string) => void} report
 */
export async function measureIdleClients(topic, settings, report) {
  const machine = await describeMachine()
  const { server, load, children, stop } = await startSubjects(topic, settings)

  async function memoryWith(name, idleClients) {
    await load.ask({ subject: name, idleClients })
    return (await children.get(name).ask({ asks: 'memory' })).memory
  }

  try {
    const runs = new Map(topic.subjects.map(({ name }) => [name, []]))
    for (const { name } of topic.subjects) await memoryWith(name, FIRST_CLIENTS)
    for (let number = 1; number <= settings.rounds; number++) {
      for (const { name } of topic.subjects) {
        const before = await memoryWith(name, 0)
        const present = ((await memoryWith(name, topic.idleClients)) - before) / topic.idleClients
        const gone = ((await memoryWith(name, 0)) - before) / topic.idleClients
        runs.get(name).push({ present, gone })
        report(
          `${topic.name} ${number}/${settings.rounds} ${name}: ${Math.round(present)} bytes a client, ${Math.round(gone)} when it has gone`
        )
      }
    }
    return summariseIdleClients(topic, settings, runs, { ...machine, postgres: server.version })
  } finally {
    await stop()
  }
}
