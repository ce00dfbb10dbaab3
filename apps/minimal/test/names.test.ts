import t from 'tap'
import { startApp } from './support/running-app.ts'
import { connect } from './support/strict-client.ts'

/** Where the packages come from is nobody's business: everything carries this app's name. */
const FOREIGN = /trek/i

t.test('nothing says whose packages these are', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const { tokens } = await connect(app, 'anna@example.org', 'bookmarks:read bookmarks:write')
  t.notMatch(JSON.stringify(tokens), FOREIGN)

  const tables = await app.sql`
    select table_schema, table_name, column_name from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema')`
  t.ok(tables.length > 50)
  t.notMatch(JSON.stringify(tables), FOREIGN)
  const names = new Set(tables.map((column) => String(column.table_name)))
  for (const name of names) {
    const rows =
      await app.sql`select t::text as row from ${app.sql(name === '__drizzle_migrations' ? `drizzle.${name}` : name)} t`
    t.notMatch(JSON.stringify(rows), FOREIGN, name)
  }

  const browser = await app.signedIn('anna@example.org')
  const paths = [
    '/',
    '/login',
    '/bookmarks',
    '/nowhere',
    '/oauth/authorize',
    '/oauth/authorize?client_id=x',
    '/oauth/consent/x',
    '/oauth/token',
    '/oauth/nowhere',
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-protected-resource',
    '/.well-known/openid-configuration'
  ]
  for (const path of paths) {
    const { headers, body } = await browser.get(path)
    t.notMatch(JSON.stringify([...headers]) + body, FOREIGN, path)
  }
})
