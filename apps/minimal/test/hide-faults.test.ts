import { createTokenFormat } from '@trek/oauth-server'
import t from 'tap'
import { startApp } from './support/running-app.ts'

t.test('a client is not told which statement failed', async (t) => {
  const app = await startApp(t)
  await app.sql`drop table oauth_access_tokens`
  const authorization = `Bearer ${createTokenFormat('bm').mint('access')}`
  const reply = await fetch(`${app.url}/bookmarks`, { headers: { authorization } })
  t.ok(reply.status >= 500)
  t.notMatch(await reply.text(), /select|params|oauth_/)
  t.match(app.logged(), 'relation \\"oauth_access_tokens\\" does not exist')
})
