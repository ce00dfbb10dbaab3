import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import t from 'tap'
import { migrationsFolder } from '../src/database.ts'
import * as tables from '../src/tables.ts'

t.test('the migrations make the tables there are; if not: npm run db:generate -w apps/minimal', async (t) => {
  const meta = join(migrationsFolder, 'meta')
  const newest = readdirSync(meta)
    .filter((name) => name.endsWith('_snapshot.json'))
    .toSorted()
    .at(-1)
  const migrated = JSON.parse(readFileSync(join(meta, String(newest)), 'utf8'))
  t.same(await generateMigration(migrated, generateDrizzleJson(tables, migrated.id)), [])
})
