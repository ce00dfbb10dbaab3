import t from 'tap'
import { machineToken } from '../support/machine-client.ts'
import { startTrek } from '../support/trek.ts'

t.test('AS-114: a person sees and ends what they authorised; nobody else’s', async (t) => {
  const trek = await startTrek(t)
  const { browser: annas } = await trek.signedIn('anna')
  const { browser: bertas } = await trek.signedIn('berta')
  const { ping } = await machineToken(trek, annas)
  t.equal(await ping(), 200)
  const { body } = await annas.call('GET', '/api/oauth/sessions')
  t.match(body, {
    sessions: [{ kind: 'machine', client: { name: 'Job' }, scopes: ['trips:read'], last_used_at: /^20/ }]
  })
  const path = `/api/oauth/sessions/${body.sessions[0].id}`
  t.match(await bertas.call('GET', '/api/oauth/sessions'), { body: { sessions: [] } })
  t.equal((await bertas.call('DELETE', path)).status, 404)
  t.equal((await annas.call('DELETE', '/api/oauth/sessions/nonsense')).status, 404)
  t.equal(await ping(), 200)
  t.equal((await annas.call('DELETE', path)).status, 204)
  t.equal(await ping(), 401)
  t.match(await annas.call('GET', '/api/oauth/sessions'), { body: { sessions: [] } })
})

t.test('AS-114: an administrator sees and ends everybody’s', async (t) => {
  const trek = await startTrek(t, { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' })
  const { browser: annas } = await trek.signedIn('anna')
  const { ping } = await machineToken(trek, annas)
  t.equal((await annas.call('GET', '/api/admin/oauth-sessions')).status, 403)
  t.equal((await trek.browser().call('GET', '/api/admin/oauth-sessions')).status, 401)
  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', { email: 'admin@example.org', password: 'correct horse' })
  const { body } = await admins.call('GET', '/api/admin/oauth-sessions')
  t.match(body, { sessions: [{ kind: 'machine', user: { username: 'anna' }, client: { name: 'Job' } }] })
  const path = `/api/admin/oauth-sessions/${body.sessions[0].id}`
  t.equal((await annas.call('DELETE', path)).status, 403)
  t.equal((await admins.call('DELETE', path)).status, 204)
  t.equal(await ping(), 401)
  t.equal((await admins.call('DELETE', path)).status, 404)
})
