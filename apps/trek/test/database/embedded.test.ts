import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { users } from '@trek/planner/tables'
import t from 'tap'
import { openDatabase } from '../../src/database/database.ts'

async function dataDirectory(t: { teardown(fn: () => Promise<void>): void }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'trek-data-'))
  t.teardown(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

const open = (dataDir: string) => openDatabase({ databaseUrl: undefined, dataDir })

t.test('what was written is there after a restart', async (t) => {
  const dataDir = join(await dataDirectory(t), 'not', 'there', 'yet')
  const first = await open(dataDir)
  await first.migrate()
  await first.db.insert(users).values({ username: 'anna', email: 'anna@example.org' })
  await first.close()
  t.same(await readdir(dataDir), ['pglite'], 'the lock is gone')

  const second = await open(dataDir)
  await second.migrate()
  t.match(await second.db.select().from(users), [{ username: 'anna' }])
  await second.ping()
  await second.close()
})

t.test('the lock of a process that died does not matter', async (t) => {
  const dataDir = await dataDirectory(t)
  await writeFile(join(dataDir, 'trek.pid'), '999999999')
  const database = await open(dataDir)
  await t.resolves(database.ping())
  await database.close()
})

t.test('the lock of another process does', async (t) => {
  const dataDir = await dataDirectory(t)
  await writeFile(join(dataDir, 'trek.pid'), String(process.ppid))
  await t.rejects(open(dataDir), {
    name: 'ConfigError',
    message: `DATA_DIR: ${dataDir} is in use by process ${process.ppid}: stop it first, or set DATABASE_URL`
  })
})

t.test('a directory that cannot be one is refused, and what is in the way is left alone', async (t) => {
  const inTheWay = join(await dataDirectory(t), 'file')
  await writeFile(inTheWay, 'mine')
  await t.rejects(open(inTheWay), { message: `DATA_DIR: ${inTheWay} cannot be written to` })
})

t.test('files that are no database are refused', async (t) => {
  const dataDir = await dataDirectory(t)
  await writeFile(join(dataDir, 'pglite'), 'mine')
  await t.rejects(open(dataDir), { name: 'ConfigError', message: /^DATA_DIR: the database in .* cannot be opened/ })
  t.same(await readdir(dataDir), ['pglite'], 'and not locked')
})
