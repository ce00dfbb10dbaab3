import t from 'tap'
import { startApp } from '../support/running-app.ts'
import { connect } from '../support/strict-client.ts'

t.test('people see their bookmarks, and end what they let in', async (t) => {
  const app = await startApp(t)
  for (const email of ['anna@example.org', 'ben@example.org']) await app.addUser(email)
  const { call, tokens } = await connect(app, 'anna@example.org', 'bookmarks:read bookmarks:write')
  await call('POST', '/bookmarks', tokens.access_token, { url: 'https://example.org/?a&b', title: '<b>Bold</b>' })

  const anna = await app.signedIn('anna@example.org')
  const { body } = await anna.get('/')
  t.match(body, '<a href="https://example.org/?a&#38;b" rel="noreferrer">&#60;b&#62;Bold&#60;/b&#62;</a>')
  t.match(body, '<bdi>Reader</bdi>')
  const [, end = ''] = /action="(\/connections\/[^"]+)"/.exec(body) ?? []

  const ben = await app.signedIn('ben@example.org')
  t.notMatch((await ben.get('/')).body, 'Reader')
  await ben.post(end, [])
  t.equal((await call('GET', '/bookmarks', tokens.access_token)).status, 200, 'not by somebody else')
  await anna.post(end, [], { origin: 'https://evil.example' })
  t.equal((await call('GET', '/bookmarks', tokens.access_token)).status, 200, 'not by another site')

  await anna.post(end, [])
  await t.rejects(call('GET', '/bookmarks', tokens.access_token), {
    name: 'WWWAuthenticateChallengeError',
    status: 401
  })
  t.notMatch((await anna.get('/')).body, 'Reader')
})
