import { createServer } from 'node:http'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { checkFromOutside } from '../../src/connection-check/from-outside.ts'
import { freePort } from '../support/free-port.ts'
import { type ProxyFaults, startProxy } from '../support/proxy.ts'
import { type RunningTrek, startTrek } from '../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

/** The state of every point, what was seen and what to do, as the check says it to an administrator at the server itself. */
async function check({ url }: Pick<RunningTrek, 'url'>, port: string | undefined) {
  const own = port === undefined ? url : `http://127.0.0.1:${port}`
  const login = await fetch(`${own}/api/auth/login`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  })
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const reply = await fetch(`${own}/api/admin/connection-check`, { method: 'POST', headers: { origin: url, cookie } })
  const { points } = (await reply.json()) as {
    points: { id: string; state: string; message: string; advice: string | null }[]
  }
  return {
    states: Object.fromEntries(points.map(({ id, state }) => [id, state])),
    messages: Object.fromEntries(points.map(({ id, message }) => [id, message])),
    points
  }
}

const GOOD = {
  address: 'ok',
  https: 'warning',
  forwarding: 'ok',
  authorization: 'ok',
  streaming: 'ok',
  clock: 'ok',
  discovery: 'ok',
  challenge: 'ok',
  cors: 'ok',
  programs: 'ok'
}

/** What the same look says without an administrator, from any machine: all but what only the server knows. */
async function checkAsStranger(url: string) {
  return Object.fromEntries((await checkFromOutside(url)).map(({ id, state }) => [id, state]))
}

function knownOutside({ forwarding: _told, clock: _own, ...states }: Record<string, string>) {
  return states
}

async function startBehindProxy(t: Test, environment: Record<string, string> = {}) {
  const [port, upstream] = [await freePort(), await freePort()]
  const APP_URL = `http://127.0.0.1:${port}`
  const trek = await startTrek(t, { ...ADMIN, APP_URL, PORT: String(upstream), TRUST_PROXY: '1', ...environment })
  const proxy = await startProxy(t, { port, upstream })
  return { trek, proxy, check: () => check(trek, String(upstream)) }
}

t.test('AS-19: without a proxy all is well, but for https', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const { states, points } = await check(trek, undefined)
  t.same(states, GOOD)
  t.ok(
    points.every(({ state, advice }) => (state === 'ok') === (advice === null)),
    'whatever is not well comes with what to do'
  )
  t.notMatch(await trek.dump(), 'connection_probe_', 'nothing of it stays')
  t.match(trek.logged(), '/mcp/probe/…')
  t.notMatch(trek.logged(), /probe\/[\w-]{9}/, 'what it is known by is in no log')
})

t.test('AS-19: only administrators may look', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const { browser } = await trek.signedIn('anna')
  t.equal((await browser.call('POST', '/api/admin/connection-check')).status, 403)
  t.equal((await trek.browser().call('POST', '/api/admin/connection-check')).status, 401)
  for (const path of ['/mcp/probe/guess', '/api/events/probe/guess'])
    t.equal((await browser.call('GET', path)).status, 404, 'nobody learns anything from a probe they did not send')
})

t.test('AS-19: what a proxy does wrong is named, with what to do', async (t) => {
  const { proxy, check } = await startBehindProxy(t)
  t.same((await check()).states, GOOD, 'one that does its work well')

  const without =
    (...names: string[]): NonNullable<ProxyFaults['request']> =>
    (headers) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))
  const cases: [string, ProxyFaults, Record<string, string>, Record<string, string>][] = [
    [
      'takes the challenge away',
      { response: without('www-authenticate') },
      { challenge: 'problem' },
      { challenge: 'gets lost' }
    ],
    [
      'takes the token away',
      { request: without('authorization') },
      { authorization: 'problem' },
      { authorization: 'gets lost' }
    ],
    [
      'holds answers back',
      { isBuffering: true },
      { streaming: 'problem' },
      { streaming: '/api/events and /mcp are held back' }
    ],
    [
      'takes the CORS headers away',
      { response: without('access-control-allow-origin') },
      { cors: 'problem' },
      { cors: 'get lost' }
    ],
    [
      'says nothing of who is asking',
      { request: without('x-forwarded-for') },
      { forwarding: 'warning' },
      { forwarding: 'no X-Forwarded-For' }
    ],
    [
      'puts another host in',
      { request: (headers) => ({ ...headers, host: 'trek.internal' }) },
      { forwarding: 'warning', challenge: 'problem' },
      { forwarding: 'asked for "trek.internal"', challenge: 'Host header' }
    ],
    [
      'has pages of its own under /.well-known',
      {
        answers({ path }, response) {
          if (!path.startsWith('/.well-known/')) return false
          response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
          return true
        }
      },
      { discovery: 'problem', cors: 'problem' },
      { discovery: 'it answers 200 (text/html)' }
    ],
    [
      'turns programs away',
      {
        answers({ headers }, response) {
          if (headers['user-agent'] !== 'Claude-User') return false
          response.writeHead(403).end()
          return true
        }
      },
      { programs: 'problem' },
      { programs: 'turns programs away: Claude-User.' }
    ],
    [
      'keeps the preflights',
      {
        answers({ method }, response) {
          if (method !== 'OPTIONS') return false
          response.writeHead(405).end()
          return true
        }
      },
      { cors: 'problem' },
      { cors: 'preflight' }
    ]
  ]
  for (const [name, faults, states, messages] of cases) {
    proxy.breakWith(faults)
    const [found, foundOutside] = await Promise.all([check(), checkAsStranger(proxy.url)])
    t.same(found.states, { ...GOOD, ...states }, `one that ${name}`)
    t.match(found.messages, messages, `one that ${name}`)
    t.same(foundOutside, knownOutside({ ...GOOD, ...states }), `one that ${name}, from outside`)
  }
})

t.test('AS-19: a proxy that is not believed is a warning', async (t) => {
  const { check } = await startBehindProxy(t, { TRUST_PROXY: 'false' })
  const { states, points } = await check()
  t.same(states, { ...GOOD, forwarding: 'warning' })
  t.match(points, [{}, {}, { advice: 'TRUST_PROXY' }])
})

t.test('AS-19: an APP_URL at which nobody answers', async (t) => {
  const PORT = String(await freePort())
  const trek = await startTrek(t, { ...ADMIN, PORT, APP_URL: `http://127.0.0.1:${await freePort()}` })
  const { states, messages } = await check(trek, PORT)
  t.same(states, { address: 'problem', https: 'warning' })
  t.match(messages, { address: 'ECONNREFUSED' })
})

t.test('AS-19: an APP_URL that speaks no https', async (t) => {
  const PORT = String(await freePort())
  const trek = await startTrek(t, { ...ADMIN, PORT, APP_URL: `https://127.0.0.1:${PORT}`, COOKIE_SECURE: 'false' })
  const { states, messages } = await check(trek, PORT)
  t.same(states, { address: 'problem', https: 'problem' })
  t.match(messages, { address: /certificate|Nothing answers/ })
})

for (const [name, status, headers, message] of [
  ['that is somebody else’s', 200, { 'content-type': 'text/html' }, 'Another server answers'],
  [
    'that leads on',
    301,
    { location: 'https://elsewhere.example/login' },
    'sends clients on to https://elsewhere.example'
  ],
  ['behind a login wall', 401, {}, 'refuses requests'],
  ['whose proxy finds nobody', 502, {}, 'answers 502']
] as const) {
  t.test(`AS-19: an APP_URL ${name}`, async (t) => {
    const asked: (string | undefined)[] = []
    const stranger = createServer((request, response) => {
      asked.push(request.url)
      response.writeHead(status, headers).end('data: {"hello":1}\n\n')
    })
    await once(stranger.listen(0, '127.0.0.1'), 'listening')
    t.teardown(() => void stranger.close())
    const address = stranger.address()
    const PORT = String(await freePort())
    const APP_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const trek = await startTrek(t, { ...ADMIN, PORT, APP_URL })
    const { states, messages } = await check(trek, PORT)
    t.same(states, { address: 'problem', https: 'warning' })
    t.match(messages, { address: message })
    t.equal(asked.length, 1, 'it is asked once, and nothing is followed')
  })
}

t.test('AS-19: with assistants switched off that is what is said', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  await admins.call('PUT', '/api/admin/addons/mcp', { enabled: false })
  const { states } = await check(trek, undefined)
  t.equal(states.assistants, 'warning')
  t.equal(states.streaming, 'ok')
  t.notHas(states, { challenge: String })
  t.same(await checkAsStranger(trek.url), knownOutside(states))
})
