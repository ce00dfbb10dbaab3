import t from 'tap'
import { ping } from '../support/machine-client.ts'
import { type RunningTrek, startTrek } from '../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

async function administrator(trek: RunningTrek) {
  const browser = trek.browser()
  await browser.call('POST', '/api/auth/login', { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  return browser
}

/** Somebody with a token that may do everything. */
async function withToken(trek: RunningTrek) {
  const { browser } = await trek.signedIn('anna')
  const { body } = await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })
  return { browser, token: String(body.raw_token) }
}

async function toolNames(trek: RunningTrek, token: string): Promise<string[]> {
  const reply = await fetch(trek.mcpUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'
  })
  const { result } = (await reply.json()) as { result: { tools: { name: string }[] } }
  return result.tools.map(({ name }) => name)
}

t.test('administrators see and switch addons, and it is written down', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const admins = await administrator(trek)
  const listed = await admins.call('GET', '/api/admin/addons')
  t.match(listed, { status: 200, body: { addons: [{ id: 'mcp', name: 'Assistants', enabled: true }] } })
  t.equal(listed.body.addons.length, 12)

  t.match(await admins.call('PUT', '/api/admin/addons/budget', { enabled: false }), {
    status: 200,
    body: { addon: { id: 'budget', name: 'Budget', enabled: false } }
  })
  const { body: log } = await admins.call('GET', '/api/admin/audit-log?type=admin.')
  t.match(log.events, [
    { type: 'admin.addon_switched', actor: { username: 'admin' }, detail: { addon: 'budget', enabled: false } }
  ])
})

t.test('nobody else does, and what makes no sense is refused', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const { browser: annas } = await trek.signedIn('anna')
  const admins = await administrator(trek)
  const put = '/api/admin/addons/budget'
  t.equal((await trek.browser().call('GET', '/api/admin/addons')).status, 401)
  t.equal((await annas.call('GET', '/api/admin/addons')).status, 403)
  t.equal((await trek.browser().call('PUT', put, { enabled: false })).status, 401)
  t.equal((await annas.call('PUT', put, { enabled: false })).status, 403)
  t.match(await admins.call('PUT', '/api/admin/addons/nonsense', { enabled: true }), {
    status: 404,
    body: { error: 'addon_not_found' }
  })
  for (const body of [{}, { enabled: 'no' }, { enabled: true, config: {} }])
    t.match(await admins.call('PUT', put, body), { status: 422, body: { error: 'invalid_value' } })
  const { body } = await admins.call('GET', '/api/admin/addons')
  t.match(
    body.addons.find(({ id }: { id: string }) => id === 'budget'),
    { enabled: true }
  )
})

t.test('MCP-37, MCP-44: tools of an addon come and go on every node', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const other = await startTrek(t, { ...ADMIN, DATABASE_URL: trek.environment.DATABASE_URL ?? '' })
  const admins = await administrator(trek)
  const { token } = await withToken(trek)
  t.ok((await toolNames(other, token)).includes('create_budget_item'))
  await admins.call('PUT', '/api/admin/addons/budget', { enabled: false })
  t.notOk((await toolNames(trek, token)).includes('create_budget_item'), 'at once where it was switched')
  const deadline = performance.now() + 1000
  while ((await toolNames(other, token)).includes('create_budget_item') && performance.now() < deadline);
  t.notOk((await toolNames(other, token)).includes('create_budget_item'), 'within a second elsewhere')
  t.ok((await toolNames(other, token)).includes('list_trips'))
})

t.test('without assistants there is neither MCP nor OAuth, and all is there again afterwards', async (t) => {
  const trek = await startTrek(t, ADMIN)
  const admins = await administrator(trek)
  const { browser, token } = await withToken(trek)
  const oauthPaths = [
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/mcp',
    '/.well-known/oauth-authorization-server',
    '/.well-known/openid-configuration',
    '/oauth/authorize',
    '/%6Fauth/authorize'
  ]
  const accountPaths = ['/api/oauth/clients', '/api/oauth/sessions', '/api/oauth/scopes', '/api/auth/mcp-tokens']
  t.equal(await ping(trek, token), 200)

  await admins.call('PUT', '/api/admin/addons/mcp', { enabled: false })
  for (const path of oauthPaths) {
    const reply = await fetch(trek.url + path)
    t.match({ status: reply.status, body: await reply.text() }, { status: 404, body: '' }, path)
  }
  const exchange = await fetch(`${trek.url}/oauth/token`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
  t.match({ status: exchange.status, body: await exchange.text() }, { status: 404, body: '' })
  t.equal(await ping(trek, token), 403)
  t.equal(await ping(trek, 'nonsense'), 403, 'whoever asks')
  for (const path of accountPaths)
    t.match(await browser.call('GET', path), { status: 403, body: { error: 'mcp_disabled' } }, path)
  t.equal((await browser.call('GET', '/api/trips')).status, 200, 'people plan on')
  t.equal((await admins.call('GET', '/api/admin/oauth-sessions')).status, 200, 'administrators see what there was')

  await admins.call('PUT', '/api/admin/addons/mcp', { enabled: true })
  t.equal(await ping(trek, token), 200)
  for (const path of accountPaths) t.equal((await browser.call('GET', path)).status, 200, path)
})
