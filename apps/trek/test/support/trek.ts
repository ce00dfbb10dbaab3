import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { createTestDatabase } from '@trek/test-postgres'
import { oauthAccessTokens } from '@trek/token-store/tables'
import { sql } from 'drizzle-orm'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/database/database.ts'
import { buildHost } from '../../src/host.ts'

export interface Teardown {
  teardown(fn: () => Promise<void> | void): void
}

export interface RunningTrek {
  url: string
  mcpUrl: URL
  /** Absent on the embedded database. */
  databaseUrl: string | undefined
  /** Everything logged so far. */
  logged(): string
  /** Makes an account and answers with how to sign in. */
  account(name: string): Promise<Account>
  /** As if an hour had gone by. */
  expireAccessTokens(): Promise<void>
}

export interface Account {
  username: string
  email: string
  password: string
}

/**
 * TREK as it is deployed, listening on a port of this machine, on a PostgreSQL database of its own unless `environment`
 * names one.
 */
export async function startTrek(t: Teardown, environment: Record<string, string> = {}): Promise<RunningTrek> {
  const databaseUrl = environment.DATABASE_URL ?? (await createTestDatabase(t)).url
  return listen(t, { ...environment, DATABASE_URL: databaseUrl })
}

/** The same on the embedded database. */
export async function startEmbeddedTrek(t: Teardown, dataDir: string): Promise<RunningTrek> {
  return listen(t, { DATA_DIR: dataDir })
}

async function listen(t: Teardown, environment: Record<string, string>): Promise<RunningTrek> {
  const port = String(await freePort())
  const config = readConfig({ PORT: port, LOG_LEVEL: 'trace', ...environment })
  const database = await openDatabase(config)
  await database.migrate()
  const lines: string[] = []
  const { app } = await buildHost(config, database, { write: (line) => void lines.push(line) })
  await app.listen({ host: config.host, port: config.port })
  t.teardown(() => app.close())
  const url = config.appUrl
  return {
    url,
    mcpUrl: new URL(`${url}/mcp`),
    databaseUrl: config.databaseUrl,
    logged: () => lines.join(''),
    async account(name) {
      const account = { username: name, email: `${name}@example.org`, password: randomBytes(12).toString('hex') }
      const reply = await fetch(`${url}/api/auth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(account)
      })
      if (reply.status !== 201) throw new Error(await reply.text())
      return account
    },
    async expireAccessTokens() {
      await database.db.update(oauthAccessTokens).set({ expiresAt: sql`clock_timestamp()` })
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
