import t from 'tap'
import { ping } from '../support/machine-client.ts'
import { startTrek } from '../support/trek.ts'

t.test('AS-148: administrators read what happened, with who and where from', async (t) => {
  const trek = await startTrek(t, { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' })
  const { browser: annas } = await trek.signedIn('anna')
  const { body } = await annas.call('POST', '/api/auth/mcp-tokens', { name: 'Old script' })
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_trips', arguments: {} } }
  await fetch(trek.mcpUrl, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${body.raw_token}`,
      'content-type': 'application/json',
      'user-agent': 'old script 1.0'
    },
    body: JSON.stringify(call)
  })
  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', { email: 'admin@example.org', password: 'correct horse' })
  await admins.call('DELETE', `/api/admin/mcp-tokens/${body.token.id}`)
  t.equal(await ping(trek, body.raw_token), 401)

  const { body: log } = await admins.call('GET', '/api/admin/audit-log')
  t.match(log.events, [
    { type: 'admin.static_token_revoked', actor: { username: 'admin' }, detail: { tokenId: body.token.id } },
    { type: 'static_token.revoked' },
    {
      type: 'tool.called',
      user: { username: 'anna' },
      user_agent: 'old script 1.0',
      address: '127.0.0.1',
      detail: { tool: 'list_trips', isError: false }
    },
    { type: 'static_token.created', user: { username: 'anna' } }
  ])
  t.notMatch(JSON.stringify(log), body.raw_token)
  const { body: filtered } = await admins.call(
    'GET',
    `/api/admin/audit-log?type=tool.&user_id=${log.events[2].user.id}`
  )
  t.equal(filtered.events.length, 1)
  const { body: page } = await admins.call('GET', `/api/admin/audit-log?limit=1&before=${log.events[0].id}`)
  t.match(page.events, [{ id: log.events[1].id }])
  t.equal((await annas.call('GET', '/api/admin/audit-log')).status, 403)
  t.equal((await admins.call('GET', '/api/admin/audit-log?limit=0')).status, 422)
})
