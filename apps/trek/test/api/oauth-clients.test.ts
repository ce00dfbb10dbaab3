import t from 'tap'
import { startTrek } from '../support/trek.ts'

const SCOPES = ['trips:read', 'trips:write']

t.test('AS-88: making, changing, rotating and deleting a client; its secret is told once', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const made = await browser.call('POST', '/api/oauth/clients', {
    name: 'Mine',
    scopes: SCOPES,
    redirect_uris: ['https://mine.example/cb']
  })
  t.equal(made.status, 201)
  t.match(made.body, {
    client: { id: /^trekcl_/, name: 'Mine', scopes: SCOPES, machine: false, public: false, disabled: false },
    client_secret: /^trekcs_[0-9A-Za-z]{49}$/
  })
  const { id } = made.body.client
  const listed = await browser.call('GET', '/api/oauth/clients')
  t.match(listed.body, { clients: [{ id, redirect_uris: ['https://mine.example/cb'] }] })
  t.notMatch(JSON.stringify(listed.body), 'trekcs_')

  t.match(await browser.call('PATCH', `/api/oauth/clients/${id}`, { name: 'Renamed', disabled: true }), {
    status: 200,
    body: { client: { name: 'Renamed', disabled: true, scopes: SCOPES } }
  })
  const rotated = await browser.call('POST', `/api/oauth/clients/${id}/rotate`)
  t.match(rotated, { status: 200, body: { client_secret: /^trekcs_/ } })
  t.not(rotated.body.client_secret, made.body.client_secret)
  t.match(await browser.call('DELETE', `/api/oauth/clients/${id}`), { status: 204 })
  t.match(await browser.call('DELETE', `/api/oauth/clients/${id}`), { status: 404, body: { error: 'not_found' } })
  for (const secret of [made.body.client_secret, rotated.body.client_secret]) {
    t.notMatch(trek.logged(), secret)
    t.notMatch(await trek.dump(), secret)
  }
})

t.test('AS-88: ten clients, then 409; wrong values name their field', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const machine = { name: 'Job', scopes: SCOPES, machine: true }
  for (let i = 0; i < 10; i++) t.equal((await browser.call('POST', '/api/oauth/clients', machine)).status, 201)
  t.match(await browser.call('POST', '/api/oauth/clients', machine), { status: 409, body: { error: 'limit_reached' } })
  const wrong: [Record<string, unknown>, string][] = [
    [{ name: 'x' }, 'scopes'],
    [{ ...machine, scopes: ['nonsense'] }, 'scopes'],
    [{ ...machine, name: '' }, 'name'],
    [{ name: 'Web', scopes: SCOPES, redirect_uris: ['http://elsewhere.example/'] }, 'redirect_uris/0'],
    [{ ...machine, public: true }, 'public'],
    [{ ...machine, jwks: { keys: [] } }, 'jwks'],
    [{ ...machine, jwks_uri: 'http://127.0.0.1/keys' }, 'jwks_uri'],
    [{ ...machine, owner: '2' }, 'owner']
  ]
  for (const [body, field] of wrong) {
    t.match(await browser.call('POST', '/api/oauth/clients', body), { status: 422, body: { field } })
  }
})

t.test('another’s clients are not there, and nobody’s without signing in or from another site', async (t) => {
  const trek = await startTrek(t)
  const { browser: annas } = await trek.signedIn('anna')
  const { browser: bertas } = await trek.signedIn('berta')
  const { body } = await annas.call('POST', '/api/oauth/clients', { name: 'Job', scopes: SCOPES, machine: true })
  const path = `/api/oauth/clients/${body.client.id}`
  t.match(await bertas.call('GET', '/api/oauth/clients'), { body: { clients: [] } })
  t.equal((await bertas.call('PATCH', path, { name: 'Hers' })).status, 404)
  t.equal((await bertas.call('POST', `${path}/rotate`)).status, 404)
  t.equal((await bertas.call('DELETE', path)).status, 404)
  t.equal((await trek.browser().call('GET', '/api/oauth/clients')).status, 401)
  t.equal((await annas.call('DELETE', path, undefined, { origin: 'https://evil.example' })).status, 403)
  t.match(await annas.call('GET', '/api/oauth/clients'), { body: { clients: [{ name: 'Job' }] } })
})

t.test('AS-89: scopes in groups, and presets that work', async (t) => {
  const trek = await startTrek(t)
  const { body } = await trek.browser().call('GET', '/api/oauth/scopes')
  t.match(body.groups[0], { name: 'Trips', scopes: [{ name: 'trips:read', label: String, description: String }] })
  const { browser } = await trek.signedIn('anna')
  const { presets } = (await browser.call('GET', '/api/oauth/presets')).body
  t.same(
    presets.map(({ name }: { name: string }) => name),
    ['Claude.ai', 'Claude Desktop', 'Cursor', 'VS Code', 'Windsurf', 'Zed']
  )
  for (const { name, redirect_uris, scopes, public: isPublic } of presets) {
    const made = await browser.call('POST', '/api/oauth/clients', { name, redirect_uris, scopes, public: isPublic })
    t.match(made, { status: 201, body: { client: { redirect_uris } } }, name)
  }
})
