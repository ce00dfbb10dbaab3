import { readFile } from 'node:fs/promises'
import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { openDatabase } from '../../src/database/database.ts'
import { migrationsFolder } from '../../src/database/migrations.ts'

t.test('two nodes may bring an empty database up to date at the same time', async (t) => {
  const { url, sql } = await createTestDatabase(t)
  await sql.unsafe('drop schema public cascade; drop schema drizzle cascade; create schema public')
  const nodes = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl: url, dataDir: '/nowhere' })))
  t.teardown(async () => {
    await Promise.all(nodes.map((node) => node.close()))
  })
  await Promise.all(nodes.map((node) => node.migrate()))
  const [{ count } = { count: 0 }] = await sql<
    { count: number }[]
  >`select count(*)::int from drizzle.__drizzle_migrations`
  const { entries } = JSON.parse(await readFile(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as {
    entries: unknown[]
  }
  t.equal(count, entries.length, 'each migration ran once')
  t.match(await sql`select to_regclass('public.oauth_clients') is not null as "isThere"`, [{ isThere: true }])
})

t.test('a database that cannot be reached is named, without its password', async (t) => {
  const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: '/nowhere' })
  await t.rejects(open('postgres://me:secret@127.0.0.1:9/trek'), {
    name: 'ConfigError',
    message: 'DATABASE_URL: the database cannot be reached (ECONNREFUSED)'
  })
  const { url } = await createTestDatabase(t)
  const missing = new URL(url)
  missing.pathname = '/missing'
  await t.rejects(open(missing.href), { message: 'DATABASE_URL: the database cannot be reached (3D000)' })
})
