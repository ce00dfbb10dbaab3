import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import { serveFetch } from './fetch-bridge.mjs'
import { startGuarded } from './guarded-fastify.mjs'
import { listings } from './tools.mjs'
import { listTrips } from './trips.mjs'

/**
 * The SDK's protocol layer over one list of tools, made for each request as its documentation has it. Arguments and results
 * go unchecked.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 */
export function start(settings) {
  return startGuarded(settings, async (sql) => {
    const handler = createMcpHandler(({ authInfo }) => {
      const server = new Server({ name: 'sdk-v2', version: '1.0.0' }, { capabilities: { tools: {} } })
      server.setRequestHandler('tools/list', async () => ({ tools: listings }))
      server.setRequestHandler('tools/call', async ({ params }) => {
        if (params.name !== 'list_trips') throw new Error(`unknown tool ${params.name}`)
        const structuredContent = await listTrips(sql, authInfo.extra.userId)
        return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent }
      })
      return server
    })
    return (request, reply, caller) => serveFetch(handler, request, reply, caller)
  })
}
