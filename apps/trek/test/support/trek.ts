import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { createTestDatabase } from '@trek/test-postgres'
import { type WatchedTest, watchReplies } from '@trek/wire-schemas'
import { oauthAccessTokens } from '@trek/token-store/tables'
import { sql } from 'drizzle-orm'
import { readConfig } from '../../src/config.ts'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { buildHost, type Outside } from '../../src/host.ts'
import { ApiBrowser } from './api-browser.ts'
import { freePort } from './free-port.ts'

export interface Teardown extends WatchedTest {
  teardown(fn: () => Promise<void> | void): void
}

export interface RunningTrek {
  url: string
  mcpUrl: URL
  /** What starts another node on the same database. */
  environment: Record<string, string>
  /** The first administrator's, when it was made up. */
  firstPassword: string | undefined
  /** Runs a statement on the database, as an operator would. */
  sql(statement: string): Promise<void>
  /** Everything in the database, as text. */
  dump(): Promise<string>
  /** Everything logged so far. */
  logged(): string
  /** A new browser, with no cookie yet. */
  browser(): ApiBrowser
  /** Makes an account and answers with how to sign in. */
  account(name: string): Promise<Account>
  /** A browser in which a new account is signed in. */
  signedIn(name: string): Promise<{ account: Account; browser: ApiBrowser }>
  /** Calls back when the next request for a path comes in, before it is looked at. */
  onceRequested(path: string, callback: () => void): void
  /** Until the server is well again. */
  recovered(): Promise<void>
  /** Stops the server, as SIGTERM does. */
  stop(): Promise<void>
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
export async function startTrek(
  t: Teardown,
  environment: Record<string, string> = {},
  outside: Outside = {}
): Promise<RunningTrek> {
  const databaseUrl = environment.DATABASE_URL ?? (await createTestDatabase(t)).url
  return listen(t, { ...environment, DATABASE_URL: databaseUrl }, outside)
}

/** The same on the embedded database. */
export async function startEmbeddedTrek(
  t: Teardown,
  dataDir: string,
  environment: Record<string, string> = {}
): Promise<RunningTrek> {
  return listen(t, { ...environment, DATA_DIR: dataDir })
}

async function listen(t: Teardown, environment: Record<string, string>, outside: Outside = {}): Promise<RunningTrek> {
  const port = String(await freePort())
  const config = readConfig({ PORT: port, LOG_LEVEL: 'trace', OUTBOUND: 'off', ...environment })
  const database = await openDatabase(config)
  await database.migrate()
  const lines: string[] = []
  const { app, firstPassword } = await buildHost(config, database, {
    ...outside,
    logStream: { write: (line) => void lines.push(line) }
  })
  // MCP-17: whatever the client, what it is answered is held to the schema of its revision.
  watchReplies(t).server(app.server)
  await app.listen({ host: config.host, port: config.port })
  t.teardown(() => app.close())
  const url = config.appUrl
  return {
    url,
    mcpUrl: new URL(`${url}/mcp`),
    environment,
    firstPassword,
    async sql(statement) {
      await database.db.execute(sql.raw(statement))
    },
    async dump() {
      const tables = await rows<{ name: string }>(
        database,
        "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'"
      )
      const contents = await Promise.all(
        tables.map(({ name }) => rows<{ row: string }>(database, `select t::text as row from ${name} t`))
      )
      return contents.flatMap((table) => table.map(({ row }) => row)).join('\n')
    },
    logged: () => lines.join(''),
    browser: () => new ApiBrowser(url),
    account: async (name) => (await signedIn(url, name)).account,
    signedIn: (name) => signedIn(url, name),
    onceRequested(path, callback) {
      app.server.prependListener('request', function onRequest(request: IncomingMessage) {
        if (request.url !== path) return
        app.server.off('request', onRequest)
        callback()
      })
    },
    async recovered() {
      for (let tries = 0; tries < 200; tries++) {
        const { status } = await new ApiBrowser(url).call('GET', '/api/health')
        if (status === 200) return
        await setTimeout(100)
      }
      throw new Error('it did not recover')
    },
    stop: () => app.close(),
    async expireAccessTokens() {
      await database.db.update(oauthAccessTokens).set({ expiresAt: sql`clock_timestamp()` })
    }
  }
}

/** Makes an account, and signs it in. */
export async function signedIn(url: string, name: string): Promise<{ account: Account; browser: ApiBrowser }> {
  const account = { username: name, email: `${name}@example.org`, password: randomBytes(12).toString('hex') }
  const browser = new ApiBrowser(url)
  const { status, body } = await browser.call('POST', '/api/auth/register', account)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { account, browser }
}

async function rows<Row>(database: Database, query: string): Promise<Row[]> {
  const result: unknown = await database.db.execute(sql.raw(query))
  // postgres.js answers with the rows, PGlite with an object around them.
  return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[]
}
