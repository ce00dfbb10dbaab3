import { randomBytes } from 'node:crypto'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres, { type Sql } from 'postgres'
import { TEMPLATE } from './template.ts'

export { startCluster, type Cluster, type ClusterOptions } from './cluster.ts'
export { migrateDatabase } from './template.ts'

export interface TestDatabase {
  url: string
  sql: Sql
  db: PostgresJsDatabase
}

/** Whatever has tap's `teardown`; the database is dropped when the test that asked for it ends. */
export interface TestContext {
  teardown(fn: () => Promise<void> | void): void
}

export interface TestDatabaseOptions {
  /** Called with every statement sent through the returned `sql` and `db`; lets a test count queries. */
  onQuery?: (query: string) => void
  /** A migration history to apply to an empty database instead. Default: the repository's, from the run's template. */
  migrationsFolder?: string
}

/** A migrated database of this test's own, cloned from the run's template (some 50 ms). Needs `with-postgres` around the run. */
export async function createTestDatabase(t: TestContext, options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const clusterUrl = process.env.TEST_POSTGRES_URL
  if (!clusterUrl)
    throw new Error(
      'TEST_POSTGRES_URL is not set: run the tests with "npm test", or prefix the command with "with-postgres"'
    )
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  const { onQuery, migrationsFolder } = options
  // Copying the files takes half as long as writing every page to the log, which is the default.
  const template = migrationsFolder ? 'template0' : TEMPLATE
  await administer(clusterUrl, `create database ${name} template ${template} strategy file_copy`)

  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  const sql = postgres(url.href, {
    max: 10,
    onnotice: () => {},
    ...(onQuery && { debug: (_connection: number, query: string) => onQuery(query) })
  })
  t.teardown(async () => {
    await sql.end({ timeout: 1 })
    await administer(clusterUrl, `drop database if exists ${name} with (force)`)
  })
  const db = drizzle(sql)
  if (migrationsFolder) await migrate(db, { migrationsFolder })
  return { url: url.href, sql, db }
}

async function administer(clusterUrl: string, statement: string): Promise<void> {
  const admin = postgres(clusterUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(statement)
  } finally {
    await admin.end()
  }
}
