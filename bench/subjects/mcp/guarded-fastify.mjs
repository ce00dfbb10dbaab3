import Fastify from 'fastify'
import postgres from 'postgres'
import { mcpTarget, PATH } from './client.mjs'
import { createGuard } from './guard.mjs'
import { seed } from './seed.mjs'

/**
 * A bare Fastify whose one route is behind the least guard.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 * @param {(sql: postgres.Sql, tokens: string[]) => Promise<GuardedHandler>} createHandler
 * @returns {Promise<import('../worker.mjs').Target>}
 *
 * @typedef {(request: import('fastify').FastifyRequest, reply: import('fastify').FastifyReply, caller:
 *   { userId: number, clientId: string }) => Promise<unknown>} GuardedHandler
 */
export async function startGuarded(settings, createHandler) {
  const tokens = await seed(settings)
  const sql = postgres(settings.databaseUrl, { max: settings.poolSize, onnotice: () => {} })
  const findCaller = createGuard(sql)
  const handle = await createHandler(sql, tokens)
  const app = Fastify()
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    request.caller = await findCaller(request.headers.authorization)
    return request.caller ? undefined : reply.code(401).send({ error: 'invalid_token' })
  })
  app.post(PATH, (request, reply) => handle(request, reply, request.caller))
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return mcpTarget(origin, tokens, settings.request)
}
