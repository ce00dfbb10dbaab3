import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, run } from './workspace.mjs'

// `npm run api:types`: what the pages know of the API, from the API's own OpenAPI document. A test finds it out of date.
install()
// Not the pages: they may not compile before they know what the API has become.
run('npx', ['tsc', '-b', 'apps/trek'])
const directory = mkdtempSync(join(tmpdir(), 'trek-api-types-'))
try {
  const document = join(directory, 'openapi.json')
  writeFileSync(document, JSON.stringify(await readDocument()))
  run('npm', ['exec', '-w', '@trek/web', '--', 'openapi-typescript', document, '--output', 'src/api/schema.d.ts'])
} finally {
  rmSync(directory, { recursive: true })
}

async function readDocument() {
  const { readConfig } = await import('../apps/trek/dist/config.js')
  const { openDatabase } = await import('../apps/trek/dist/database/database.js')
  const { buildHost } = await import('../apps/trek/dist/host.js')
  const config = readConfig({ DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent' })
  const database = await openDatabase(config)
  await database.migrate()
  const { app } = await buildHost(config, database)
  const reply = await app.inject('/api/docs')
  await app.close()
  return reply.json()
}
