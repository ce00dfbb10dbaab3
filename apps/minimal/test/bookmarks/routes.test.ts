import t from 'tap'
import { startApp } from '../support/running-app.ts'
import { connect } from '../support/strict-client.ts'

const bookmark = { url: 'https://example.org/', title: 'An example' }

t.test('a stranger is refused, and told where to get in', async (t) => {
  const { url, sql } = await startApp(t)
  const init = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(bookmark) }
  const requests: [string, RequestInit][] = [
    ['reading', {}],
    ['saving', { method: 'POST', ...init }]
  ]
  for (const [name, request] of requests) {
    const reply = await fetch(`${url}/bookmarks`, request)
    t.equal(reply.status, 401, name)
    const challenge = `Bearer realm="Bookmarks", scope="bookmarks:read", resource_metadata="${url}/.well-known/oauth-protected-resource/bookmarks"`
    t.equal(reply.headers.get('www-authenticate')?.slice(0, challenge.length), challenge)
  }
  const forged = await fetch(`${url}/bookmarks`, { headers: { authorization: 'Bearer bmoa_x' } })
  t.equal(forged.status, 401)
  t.match(forged.headers.get('www-authenticate'), 'error="invalid_token"')
  t.same(await sql`select * from bookmarks`, [])
})

t.test('a cookie opens no route that is for tokens', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const browser = await app.signedIn('anna@example.org')
  t.equal((await browser.get('/')).status, 200)
  t.equal((await browser.get('/bookmarks')).status, 401)
})

t.test('who may only read saves nothing', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const { tokens, call } = await connect(app, 'anna@example.org', 'bookmarks:read')
  await t.rejects(call('POST', '/bookmarks', tokens.access_token, bookmark), {
    name: 'WWWAuthenticateChallengeError',
    status: 403,
    cause: [{ scheme: 'bearer', parameters: { error: 'insufficient_scope', scope: 'bookmarks:read bookmarks:write' } }]
  })
  t.same(await app.sql`select * from bookmarks`, [])
})

t.test("one person's bookmarks are not another's", async (t) => {
  const app = await startApp(t)
  const scope = 'bookmarks:read bookmarks:write'
  for (const email of ['anna@example.org', 'ben@example.org']) await app.addUser(email)
  const anna = await connect(app, 'anna@example.org', scope)
  const ben = await connect(app, 'ben@example.org', scope)
  const hers = { url: 'https://example.org/anna', title: 'Hers' }
  const his = { url: 'https://example.org/ben', title: 'His' }
  await anna.call('POST', '/bookmarks', anna.tokens.access_token, hers)
  await ben.call('POST', '/bookmarks', ben.tokens.access_token, his)

  const list = async ({ call, tokens }: typeof anna) => {
    const reply = await call('GET', '/bookmarks', tokens.access_token)
    const { bookmarks } = (await reply.json()) as { bookmarks: (typeof hers)[] }
    return bookmarks.map(({ url, title }) => ({ url, title }))
  }
  t.same(await list(anna), [hers])
  t.same(await list(ben), [his])
})

t.test('what is no bookmark is refused', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const { call, tokens } = await connect(app, 'anna@example.org', 'bookmarks:write')
  const refused = [
    { name: 'a script', body: { ...bookmark, url: 'javascript:alert(1)' } },
    { name: 'no address', body: { title: 'x' } },
    { name: 'no title', body: { ...bookmark, title: '' } }
  ]
  for (const { name, body } of refused)
    t.equal((await call('POST', '/bookmarks', tokens.access_token, body)).status, 400, name)
  t.same(await app.sql`select * from bookmarks`, [])
})
