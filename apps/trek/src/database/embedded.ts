import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { ConfigError } from '../config.ts'
import type { Database } from './database.ts'
import { migrationsFolder } from './migrations.ts'

/** PostgreSQL inside this process (PGlite), kept in a directory. One process at a time may have it. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  const unlock = await lock(dataDir)
  const client = await openClient(dataDir, unlock)
  return {
    db: drizzle(client),
    listen: (channel, listener) => client.listen(channel, (payload) => listener.message(payload)),
    migrate: () => migrate(drizzle(client), { migrationsFolder }),
    async ping() {
      await client.query('select 1')
    },
    async close() {
      await client.close()
      await unlock()
    }
  }
}

async function openClient(dataDir: string, unlock: () => Promise<void>): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: join(dataDir, 'pglite') })
  } catch (error) {
    await unlock()
    throw new ConfigError(
      'DATA_DIR',
      `the database in ${dataDir} cannot be opened (${error instanceof Error ? error.message : 'unknown reason'})`
    )
  }
}

/** Two processes would destroy each other's files, so the first leaves its process id. */
async function lock(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'trek.pid')
  try {
    await mkdir(dataDir, { recursive: true })
    const owner = Number(await readFile(path, 'utf8').catch(() => ''))
    if (owner > 0 && owner !== process.pid && isAlive(owner)) {
      throw new ConfigError('DATA_DIR', `${dataDir} is in use by process ${owner}: stop it first, or set DATABASE_URL`)
    }
    const file = await open(path, 'w')
    await file.write(String(process.pid))
    await file.close()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError('DATA_DIR', `${dataDir} cannot be written to`)
  }
  return () => rm(path, { force: true })
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
