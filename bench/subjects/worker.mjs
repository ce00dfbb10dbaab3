import { answerParent } from '../measure/answer-parent.mjs'
import { memoryInUse } from '../measure/memory.mjs'

/**
 * The process of one subject: `node worker.mjs MODULE`, with the settings as the first message. Answers with the target
 * to load, and serves it until the parent lets go. `{ asks: 'memory' }` is answered with the memory it holds.
 *
 * @typedef {object} McpRequest What MCP clients will send.
 * @property {'tools/call' | 'tools/list'} method
 * @property {'2026-07-28' | '2025-11-25'} wire The protocol revision.
 *
 * @typedef {object} SubjectSettings
 * @property {string} databaseUrl An empty database of the subject's own.
 * @property {number} poolSize Connections to the database.
 * @property {number} connections How many clients will come, and so how many chains of refresh tokens are needed.
 * @property {McpRequest} [request] For MCP servers.
 *
 * @typedef {object} Target
 * @property {string} origin
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {'row' | 'access_token' | 'refresh_token' | 'trips' | 'tools'} expects What every answer must carry.
 * @property {string[]} [refreshTokens] One per connection. Each is sent once; the next request sends what came back.
 * @property {string[]} [bearerTokens] One per connection.
 */
const [module] = process.argv.slice(2)
const { start } = await import(module)

answerParent(async (message) =>
  message.asks === 'memory' ? { memory: await memoryInUse() } : { target: await start(message) }
)
