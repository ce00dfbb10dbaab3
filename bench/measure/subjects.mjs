import { startChild } from './child.mjs'
import { startDatabaseServer } from './database.mjs'

/**
 * The subjects of a topic, each in a process of its own with a database of its own on one PostgreSQL, and the load in
 * another process. Each has answered every client of the load once, as it should.
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {import('./topic.mjs').MeasurementSettings} settings
 */
export async function startSubjects(topic, { connections, poolSize }) {
  const server = await startDatabaseServer()
  const children = new Map()

  async function stop() {
    await Promise.all([...children.values()].map((child) => child.stop()))
    await server.stop()
  }

  try {
    const load = startChild('load', new URL('../load/worker.mjs', import.meta.url))
    children.set('load', load)
    for (const { name, module } of topic.subjects) {
      const child = startChild(name, new URL('../subjects/worker.mjs', import.meta.url), [`./${module}`])
      children.set(name, child)
      const databaseUrl = await server.createDatabase(name)
      const { target } = await child.ask({ databaseUrl, poolSize, connections, request: topic.request })
      await load.ask({ subject: name, target, connections })
    }
    return { server, load, children, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
