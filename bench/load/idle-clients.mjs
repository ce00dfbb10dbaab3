import { LEGACY } from '../subjects/mcp/client.mjs'
import { openConnection } from './connection.mjs'

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: LEGACY, capabilities: {}, clientInfo: { name: 'bench', version: '1.0.0' } }
}
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' }

/**
 * Clients of revision 2025-11-25 that introduce themselves, one after the other, and then only keep their connection.
 *
 * @param {import('../subjects/worker.mjs').Target} target
 * @param {number} howMany
 * @returns {Promise<{ leave(): Promise<void> }>} `leave` throws when a connection was closed by the server.
 * @throws {Error} when one is not welcome.
 */
export async function introduceClients({ origin, path, headers, bearerTokens }, howMany) {
  const connections = []
  for (let i = 0; i < howMany; i++) {
    const connection = openConnection(origin)
    const authorization = `Bearer ${bearerTokens[i % bearerTokens.length]}`
    const send = (message) =>
      connection.post({ path, headers: { ...headers, authorization }, body: JSON.stringify(message) })
    const welcome = await send(INITIALIZE)
    if (welcome.status !== 200 || !welcome.text.includes(LEGACY))
      throw new Error(`initialize: got ${welcome.status}: ${welcome.text.slice(0, 300)}`)
    const { status } = await send(INITIALIZED)
    if (status !== 202) throw new Error(`notifications/initialized: got ${status}`)
    connections.push(connection)
  }
  return {
    async leave() {
      const lost = connections.filter((connection) => !connection.isOpen()).length
      if (lost > 0) throw new Error(`${lost} of ${howMany} clients were let go of before they left`)
      await Promise.all(connections.map((connection) => connection.close()))
    }
  }
}
