import { createTestDatabase, type TestContext, type TestDatabaseOptions } from '@trek/test-postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

/** One database and two ways to it, as two nodes of an application have. */
export async function twoNodes(t: TestContext, options: TestDatabaseOptions = {}) {
  const { db, sql, url } = await createTestDatabase(t, options)
  const otherConnection = postgres(url, { max: 10, onnotice: () => {} })
  t.teardown(() => otherConnection.end({ timeout: 1 }))
  return {
    db,
    otherDb: drizzle(otherConnection),
    sql,
    url,
    count: async (table: string) => Number((await sql`select count(*) from ${sql(table)}`)[0]?.count),
    /** As if so much time had gone by for everything the store keeps. */
    async passTime(interval: string) {
      const columns = await sql`
        select table_name, column_name from information_schema.columns
        where table_name like 'mcp_%' and data_type = 'timestamp with time zone'`
      for (const { table_name: table, column_name: column } of columns)
        await sql`update ${sql(table)} set ${sql(column)} = ${sql(column)} - ${interval}::interval`
    },
    /** Everything the store keeps, as text. */
    async dump() {
      const tables = await sql`select table_name from information_schema.tables where table_name like 'mcp_%'`
      const rows = await Promise.all(
        tables.map(({ table_name: table }) => sql`select t::text as row from ${sql(table)} t`)
      )
      return rows.flatMap((some) => some.map(({ row }) => String(row))).join('\n')
    }
  }
}
