import t from 'tap'
import { startTrek } from './support/trek.ts'

t.test('every path that is nobody else’s is a page', async (t) => {
  const trek = await startTrek(t)
  for (const path of ['/', '/login', '/trips/5', '/no/such/page', '/oauthor', '/apiary']) {
    const reply = await fetch(trek.url + path)
    t.match([reply.status, reply.headers.get('content-type')], [200, 'text/html; charset=utf-8'], path)
    t.match(await reply.text(), '<div id="root">')
  }
})

t.test('unknown paths of the machines’ part are a JSON 404', async (t) => {
  const trek = await startTrek(t)
  for (const path of ['/api', '/api/nothing', '/oauth?x', '/oauth/nothing', '/mcp/nothing', '/.well-known/nothing']) {
    const reply = await fetch(trek.url + path)
    t.match([reply.status, reply.headers.get('content-type')], [404, /^application\/json/], path)
    t.match(await reply.json(), { error: String }, path)
  }
})

t.test('pages keep others out of them', async (t) => {
  const trek = await startTrek(t)
  const { headers } = await fetch(`${trek.url}/login`)
  t.match(headers.get('content-security-policy'), "default-src 'self'")
  t.match(headers.get('content-security-policy'), "frame-ancestors 'none'")
  t.notMatch(headers.get('content-security-policy'), 'unsafe')
  t.equal(headers.get('x-content-type-options'), 'nosniff')
  t.equal(headers.get('cache-control'), 'no-store')
})

t.test('the files of a page are kept for good, the page itself is not', async (t) => {
  const trek = await startTrek(t)
  const page = await (await fetch(trek.url)).text()
  const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
  const reply = await fetch(trek.url + script)
  t.equal(reply.status, 200)
  t.match(await reply.text(), 'createRoot')
  t.equal(reply.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  t.equal((await fetch(`${trek.url}/assets/gone.js`)).status, 404)
  t.equal((await fetch(`${trek.url}/assets/..%2f..%2fpackage.json`)).status, 404)
})

t.test('scripts come compressed for whoever takes that', async (t) => {
  const trek = await startTrek(t)
  const page = await (await fetch(trek.url)).text()
  const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null]
  ]) {
    const { headers } = await fetch(trek.url + script, { headers: { 'accept-encoding': accepted ?? '' } })
    t.equal(headers.get('content-encoding'), encoding)
    t.match(headers.get('content-type'), 'javascript')
  }
})
