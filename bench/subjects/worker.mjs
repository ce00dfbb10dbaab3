import { answerParent } from '../measure/answer-parent.mjs'

/**
 * The process of one subject: `node worker.mjs MODULE`, with the settings as the first message. Answers with the target
 * to load, and serves it until the parent lets go.
 *
 * @typedef {object} SubjectSettings
 * @property {string} databaseUrl An empty database of the subject's own.
 * @property {number} poolSize Connections to the database.
 * @property {number} connections How many clients will come, and so how many chains of refresh tokens are needed.
 *
 * @typedef {object} Target
 * @property {string} origin
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {'row' | 'access_token' | 'refresh_token'} expects What every answer must carry.
 * @property {string[]} [refreshTokens] One per connection. Each is sent once; the next request sends what came back.
 */
const [module] = process.argv.slice(2)
const { start } = await import(module)

answerParent(async (settings) => ({ target: await start(settings) }))
