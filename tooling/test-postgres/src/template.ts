import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

export const TEMPLATE = 'trek_test_template'

/** Creates the database every test file is cloned from, with the repository's migrations applied. */
export async function createTemplate(clusterUrl: string): Promise<void> {
  const admin = postgres(clusterUrl, { max: 1 })
  await admin.unsafe(`create database ${TEMPLATE}`)
  await admin.end()

  const url = new URL(clusterUrl)
  url.pathname = `/${TEMPLATE}`
  await migrateDatabase(url.href)
}

/** Applies the repository's migrations. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await migrate(drizzle(sql), { migrationsFolder: fileURLToPath(new URL('../../../migrations', import.meta.url)) })
  await sql.end()
}
