import t from 'tap'
import { startApp } from '../support/running-app.ts'
import { connect } from '../support/strict-client.ts'

t.test('a client that knows only the address registers, gets consent, and uses both routes', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const { tokens, refresh, call } = await connect(app, 'anna@example.org', 'bookmarks:read bookmarks:write')
  t.match(tokens.access_token, /^bmoa_/)
  t.match(tokens.refresh_token, /^bmrf_/)
  t.equal(tokens.scope, 'bookmarks:read bookmarks:write')

  const refreshed = await refresh(tokens)
  t.match(refreshed.access_token, /^bmoa_/)
  t.match(refreshed.refresh_token, /^bmrf_/)
  t.not(refreshed.refresh_token, tokens.refresh_token)

  const bookmark = { url: 'https://example.org/', title: 'An example' }
  const saved = await call('POST', '/bookmarks', refreshed.access_token, bookmark)
  t.equal(saved.status, 201)
  const listed = await call('GET', '/bookmarks', refreshed.access_token)
  t.match(await listed.json(), { bookmarks: [bookmark] })
})

t.test('a client that asks for no scope may only look', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const { tokens, call } = await connect(app, 'anna@example.org')
  t.equal(tokens.scope, 'bookmarks:read')
  t.equal((await call('GET', '/bookmarks', tokens.access_token)).status, 200)
})
