import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server'
import { serveFetch } from './fetch-bridge.mjs'
import { startGuarded } from './guarded-fastify.mjs'
import { listings } from './tools.mjs'
import { listTrips } from './trips.mjs'

/** Made once: schemas made for each request would cost many times what is measured here. */
const definitions = listings.map(({ name, inputSchema, outputSchema, ...listing }) => ({
  name,
  config: { ...listing, inputSchema: fromJsonSchema(inputSchema), outputSchema: fromJsonSchema(outputSchema) }
}))

/**
 * `McpServer` with every tool registered, made for each request as its documentation has it.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 */
export function start(settings) {
  return startGuarded(settings, async (sql) => {
    const handler = createMcpHandler(({ authInfo }) => {
      const server = new McpServer({ name: 'sdk-v2', version: '1.0.0' })
      for (const { name, config } of definitions) {
        server.registerTool(name, config, async () => {
          if (name !== 'list_trips') throw new Error(`${name} does nothing here`)
          const structuredContent = await listTrips(sql, authInfo.extra.userId)
          return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent }
        })
      }
      return server
    })
    return (request, reply, caller) => serveFetch(handler, request, reply, caller)
  })
}
