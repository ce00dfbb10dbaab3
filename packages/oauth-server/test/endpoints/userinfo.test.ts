import t from 'tap'
import { testApp } from '../support/app.ts'
import { connect } from '../support/client.ts'

const userinfo = {
  scope: 'notes:read',
  claims: async (subject: string) => ({ preferred_username: subject, sub: 'somebody else' })
}

t.test('AS-116: who the token stands for, with the scope that says so', async (t) => {
  const test = await testApp(t, { userinfo })
  const { tokens } = await connect(test)
  const reply = await test.app.inject({
    url: '/oauth/userinfo',
    headers: { authorization: `Bearer ${tokens.access_token}` }
  })
  t.same(reply.json(), { preferred_username: 'anna', sub: 'anna' })
  t.equal(reply.headers['cache-control'], 'no-store')
  const metadata = (await test.app.inject('/.well-known/openid-configuration')).json()
  t.equal(metadata.userinfo_endpoint, 'https://notes.example/oauth/userinfo')
})

t.test('RS-09: a guarded route under a prefix answers preflights there', async (t) => {
  const { app } = await testApp(t, { userinfo })
  const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/oauth/userinfo' })
  t.equal(statusCode, 204)
  t.equal(headers['access-control-allow-methods'], 'GET, POST, OPTIONS')
})

t.test('AS-116: without the scope 403, without a token 401, without the option nothing', async (t) => {
  const test = await testApp(t, { userinfo })
  const { tokens } = await connect(test, { scope: 'notes:delete' })
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  t.equal((await test.app.inject({ url: '/oauth/userinfo', headers })).statusCode, 403)
  t.equal((await test.app.inject('/oauth/userinfo')).statusCode, 401)
  const { app } = await testApp(t)
  t.equal((await app.inject('/oauth/userinfo')).statusCode, 404)
  t.notOk('userinfo_endpoint' in (await app.inject('/.well-known/openid-configuration')).json())
  await t.rejects(testApp(t, { userinfo: { ...userinfo, scope: 'nonsense' } }), { message: /userinfo.scope/ })
})
