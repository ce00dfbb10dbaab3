import type { FastifyPluginAsync } from 'fastify'
import type { Database } from '../database/database.ts'

const PATIENCE_MS = 2000

export const health: FastifyPluginAsync<{ database: Database; version: string }> = async (
  fastify,
  { database, version }
) => {
  fastify.get('/health', async (request, reply) => {
    try {
      await withPatience(database.ping())
      return { status: 'ok', version }
    } catch (error) {
      request.log.error({ err: error }, 'the database is out of reach')
      return reply.code(503).header('retry-after', '5').send({ status: 'unavailable', version })
    }
  })
}

function withPatience(answer: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
