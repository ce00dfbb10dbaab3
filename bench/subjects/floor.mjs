import Fastify from 'fastify'
import postgres from 'postgres'

/**
 * A bare route that runs one statement per request.
 *
 * @param {import('./worker.mjs').SubjectSettings} settings
 * @param {{ prepare: (sql: postgres.Sql) => Promise<unknown>, statement: (sql: postgres.Sql) => Promise<number> }} floor
 *   `statement` answers with the number of rows it wrote.
 * @returns {Promise<import('./worker.mjs').Target>}
 */
export async function startFloor({ databaseUrl, poolSize }, { prepare, statement }) {
  const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
  await prepare(sql)
  const app = Fastify()
  app.post('/', async () => ({ rows: await statement(sql) }))
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { origin, path: '/', headers: {}, body: '', expects: 'row' }
}
