import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import t from 'tap'
import { ping } from '../support/machine-client.ts'
import { postToken } from '../support/oauth-by-hand.ts'
import { type RunningTrek, startTrek } from '../support/trek.ts'

async function connect(trek: RunningTrek, token: string): Promise<Client> {
  const client = new Client({ name: 'old script', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { requestInit }) as never)
  return client
}

t.test('AS-131, AS-133: a static token works with the SDK, is told once, and says that it will end', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const made = await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Old script' })
  t.match(made, {
    status: 201,
    body: { token: { id: String, name: 'Old script', prefix: /^trek_.{4}$/, created_at: /^20/ }, raw_token: /^trek_/ }
  })
  const listed = await browser.call('GET', '/api/auth/mcp-tokens')
  t.match(listed.body, {
    tokens: [{ name: 'Old script', scopes: null, expires_at: null }],
    sunset: '2027-12-31T00:00:00.000Z'
  })
  t.notMatch(JSON.stringify(listed.body), made.body.raw_token)

  const client = await connect(trek, made.body.raw_token)
  t.ok(
    (await client.listTools()).tools.some(({ name }) => name === 'delete_trip'),
    'full access'
  )
  const notices = []
  for (let call = 0; call < 3; call++) {
    const { content } = (await client.callTool({ name: 'list_trips', arguments: {} })) as { content: object[] }
    notices.push(content.slice(1))
  }
  t.match(notices, [[{ type: 'text', text: /2027-12-31/, annotations: { audience: ['user'] } }], [], []])
  t.match(await client.listPrompts(), {
    prompts: [
      { name: 'budget-overview' },
      { name: 'packing-list' },
      { name: 'token_auth_notice' },
      { name: 'trip-summary' }
    ]
  })
  t.match(await client.getPrompt({ name: 'token_auth_notice' }), {
    messages: [{ role: 'user', content: { text: /2027-12-31/ } }]
  })
  t.notMatch(client.getInstructions(), /static|deprecated/i, 'nothing of it is an instruction to the model')
  await client.close()

  const reply = await fetch(trek.mcpUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.body.raw_token}`, 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"ping"}'
  })
  t.match(Object.fromEntries(reply.headers), {
    deprecation: /^@\d+$/,
    sunset: 'Fri, 31 Dec 2027 00:00:00 GMT',
    link: `<${trek.url}/settings/integrations/mcp>; rel="deprecation"; type="text/html"`
  })
  t.equal((await browser.call('DELETE', `/api/auth/mcp-tokens/${made.body.token.id}`)).status, 204)
  t.equal(await ping(trek, made.body.raw_token), 401)
  t.notMatch(trek.logged(), made.body.raw_token)
})

t.test('AS-131: the prompt about static tokens is in nobody else’s session', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const machine = { name: 'Job', scopes: ['trips:read'], machine: true }
  const { body } = await browser.call('POST', '/api/oauth/clients', machine)
  const form = { grant_type: 'client_credentials', client_id: body.client.id, client_secret: body.client_secret }
  const client = await connect(trek, String((await postToken(trek.url, form)).body.access_token))
  const { prompts } = await client.listPrompts()
  t.same(
    prompts.map(({ name }) => name),
    ['trip-summary']
  )
  await t.rejects(client.getPrompt({ name: 'token_auth_notice' }))
  await client.close()
})

t.test('AS-134: a token is converted into a machine client that works', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const { body } = await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Old script', ttl_days: 30 })
  const path = `/api/auth/mcp-tokens/${body.token.id}/convert`
  const converted = await browser.call('POST', path, { scopes: ['trips:read'] })
  t.match(converted, { status: 201, body: { client: { name: 'Old script', machine: true } } })
  const form = {
    grant_type: 'client_credentials',
    client_id: converted.body.client.id,
    client_secret: converted.body.client_secret
  }
  t.match(await postToken(trek.url, form), { status: 200, body: { scope: 'trips:read' } })
  t.equal(await ping(trek, body.raw_token), 200, 'the token goes on for a day')
  t.equal((await browser.call('POST', path, { scopes: ['nonsense'] })).status, 422)
  const { browser: bertas } = await trek.signedIn('berta')
  t.equal((await bertas.call('POST', path, { scopes: ['trips:read'] })).status, 404)
  t.equal((await bertas.call('DELETE', `/api/auth/mcp-tokens/${body.token.id}`)).status, 404)
})

t.test('AS-131: eleven are one too many; AS-135: administrators see them all and switch them off', async (t) => {
  const trek = await startTrek(t, { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' })
  const { browser: annas } = await trek.signedIn('anna')
  const { browser: bertas } = await trek.signedIn('berta')
  const { body } = await annas.call('POST', '/api/auth/mcp-tokens', { name: 'first' })
  const { body: other } = await bertas.call('POST', '/api/auth/mcp-tokens', { name: 'hers' })
  for (let i = 1; i < 10; i++) await annas.call('POST', '/api/auth/mcp-tokens', { name: 'x' })
  t.match(await annas.call('POST', '/api/auth/mcp-tokens', { name: 'x' }), {
    status: 409,
    body: { error: 'limit_reached' }
  })

  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', { email: 'admin@example.org', password: 'correct horse' })
  t.equal((await annas.call('GET', '/api/admin/mcp-tokens')).status, 403)
  const me = (await annas.call('GET', '/api/auth/me')).body.user
  t.equal((await admins.call('PUT', `/api/admin/users/${me.id}/mcp-tokens`, { enabled: false })).status, 204)
  t.equal(await ping(trek, body.raw_token), 401)
  t.equal(await ping(trek, other.raw_token), 200)
  const report = await admins.call('GET', '/api/admin/mcp-tokens')
  t.equal(report.body.tokens.length, 11)
  t.match(report.body, { enabled: true, tokens: [{ user: { username: 'anna', enabled: false } }] })
  t.same(peopleIn(report), ['anna: off', 'berta: on'])
  t.equal((await admins.call('PUT', `/api/admin/users/${me.id}/mcp-tokens`, { enabled: true })).status, 204)
  t.equal(await ping(trek, body.raw_token), 200)

  t.equal((await admins.call('PUT', '/api/admin/mcp-tokens', { enabled: false })).status, 204)
  t.equal(await ping(trek, other.raw_token), 401)
  t.equal((await bertas.call('POST', '/api/auth/mcp-tokens', { name: 'x' })).status, 403)
  t.same(peopleIn(await admins.call('GET', '/api/admin/mcp-tokens')), ['anna: on', 'berta: on'], 'a switch of its own')
  t.equal((await admins.call('PUT', '/api/admin/mcp-tokens', { enabled: true })).status, 204)
  t.equal((await admins.call('DELETE', `/api/admin/mcp-tokens/${other.token.id}`)).status, 204)
  t.equal(await ping(trek, other.raw_token), 401)
  t.equal((await admins.call('PUT', '/api/admin/users/999/mcp-tokens', { enabled: false })).status, 404)

  const bertaId = (await bertas.call('GET', '/api/auth/me')).body.user.id
  await admins.call('PUT', `/api/admin/users/${bertaId}/mcp-tokens`, { enabled: false })
  const left = await admins.call('GET', '/api/admin/mcp-tokens')
  t.same(peopleIn(left), ['anna: on', 'berta: off'], 'who has none can be allowed some again')
})

function peopleIn({ body }: { body: { people: { username: string; enabled: boolean }[] } }): string[] {
  return body.people.map(({ username, enabled }) => `${username}: ${enabled ? 'on' : 'off'}`).toSorted()
}
