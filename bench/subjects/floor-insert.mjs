import { randomBytes } from 'node:crypto'
import { startFloor } from './floor.mjs'

const DIGEST_BYTES = 32

/** @param {import('./worker.mjs').SubjectSettings} settings */
export function start(settings) {
  return startFloor(settings, {
    prepare: (sql) => sql`create table tokens (digest bytea primary key)`,
    statement: async (sql) => (await sql`insert into tokens (digest) values (${randomBytes(DIGEST_BYTES)})`).count
  })
}
