import { randomInt } from 'node:crypto'
import { startFloor } from './floor.mjs'

const ROWS = 10_000

/** @param {import('./worker.mjs').SubjectSettings} settings */
export function start(settings) {
  return startFloor(settings, {
    async prepare(sql) {
      await sql`create table grants (id integer primary key, generation integer not null)`
      await sql`insert into grants select id, 0 from generate_series(1, ${ROWS}) id`
    },
    statement: async (sql) => {
      const id = randomInt(ROWS) + 1
      return (await sql`update grants set generation = generation + 1 where id = ${id} returning generation`).length
    }
  })
}
