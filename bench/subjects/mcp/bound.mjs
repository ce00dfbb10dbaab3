import { LEGACY } from './client.mjs'
import { startGuarded } from './guarded-fastify.mjs'
import { listTrips } from './trips.mjs'

/**
 * JSON-RPC by hand: two statements, and the answer.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 */
export function start(settings) {
  return startGuarded(settings, async (sql) => async ({ body }, reply, { userId }) => {
    const { id, method, params } = body
    if (method === 'notifications/initialized') return reply.code(202).send()
    if (method === 'initialize') return { jsonrpc: '2.0', id, result: welcome }
    if (method !== 'tools/call' || params?.name !== 'list_trips')
      return { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } }
    const structuredContent = await listTrips(sql, userId)
    const content = [{ type: 'text', text: JSON.stringify(structuredContent) }]
    return { jsonrpc: '2.0', id, result: { content, structuredContent } }
  })
}

const welcome = {
  protocolVersion: LEGACY,
  capabilities: { tools: {} },
  serverInfo: { name: 'bound', version: '1.0.0' }
}
