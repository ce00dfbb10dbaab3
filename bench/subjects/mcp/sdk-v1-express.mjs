import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import postgres from 'postgres'
import * as z from 'zod'
import { LEGACY, mcpTarget, PATH } from './client.mjs'
import { createGuard } from './guard.mjs'
import { seed } from './seed.mjs'
import { listings } from './tools.mjs'
import { listTrips } from './trips.mjs'

/** Made once: schemas made for each request would cost many times what is measured here. */
const definitions = listings.map(({ name, inputSchema, outputSchema, ...listing }) => ({
  name,
  config: { ...listing, inputSchema: z.fromJSONSchema(inputSchema), outputSchema: z.fromJSONSchema(outputSchema) }
}))

/**
 * SDK v1's `McpServer` on Express, made for each request as its stateless example has it. It knows no newer revision than
 * 2025-11-25.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 */
export async function start(settings) {
  const tokens = await seed(settings)
  const sql = postgres(settings.databaseUrl, { max: settings.poolSize, onnotice: () => {} })
  const findCaller = createGuard(sql)
  const app = createMcpExpressApp()
  app.post(PATH, async (request, response) => {
    const caller = await findCaller(request.headers.authorization)
    if (!caller) {
      response.status(401).json({ error: 'invalid_token' })
      return
    }
    const server = createServer(sql, caller.userId)
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
    response.on('close', () => {
      void transport.close()
      void server.close()
    })
    await server.connect(transport)
    await transport.handleRequest(request, response, request.body)
  })
  const origin = await listen(app)
  return mcpTarget(origin, tokens, { ...settings.request, wire: LEGACY })
}

function createServer(sql, userId) {
  const server = new McpServer({ name: 'sdk-v1', version: '1.0.0' })
  for (const { name, config } of definitions) {
    server.registerTool(name, config, async () => {
      if (name !== 'list_trips') throw new Error(`${name} does nothing here`)
      const structuredContent = await listTrips(sql, userId)
      return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent }
    })
  }
  return server
}

/** @param {import('express').Express} app */
function listen(app) {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`))
  })
}
