import { sweep } from '@trek/token-store'
import t from 'tap'
import { sweepSessions } from '../../src/sessions/sessions.ts'
import { readForm } from '../support/browser.ts'
import { PASSWORD, startApp } from '../support/running-app.ts'

const ANNA = 'anna@example.org'

t.test('signs in with e-mail and password, in any case of the address', async (t) => {
  const app = await startApp(t)
  await app.addUser(ANNA)
  const browser = app.browser()
  t.match(await browser.get('/'), { status: 303 })
  const reply = await browser.signIn('Anna@Example.org', PASSWORD, '/oauth/consent/x?y=z')
  t.equal(reply.status, 303)
  t.equal(reply.headers.get('location'), '/oauth/consent/x?y=z')
  t.match(
    reply.headers.get('set-cookie'),
    /^bookmarks_session=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/
  )
  t.match(await browser.get('/'), { status: 200, body: 'Bookmarks of anna@example.org' })
})

t.test('says one thing to everybody who cannot sign in', async (t) => {
  const app = await startApp(t)
  await app.addUser(ANNA)
  const refused = [
    { name: 'a wrong password', email: ANNA, password: 'wrong horse battery' },
    { name: 'an unknown address', email: 'nobody@example.org', password: PASSWORD },
    { name: 'SQL for an address', email: "' or true --", password: PASSWORD }
  ]
  for (const { name, email, password } of refused) {
    const browser = app.browser()
    const reply = await browser.signIn(email, password, '/oauth/consent/x')
    t.match(reply, { status: 401, body: '<p role="alert">E-mail or password is wrong.</p>' }, name)
    t.same(readForm(reply.body).fields, [['return_to', '/oauth/consent/x']], 'and the way back stays')
    t.equal(reply.headers.get('set-cookie'), null)
  }
  t.same(await app.sql`select * from sessions`, [])
  t.notMatch(app.logged(), PASSWORD)
})

t.test('asks again for what is missing', async (t) => {
  const app = await startApp(t)
  const incomplete: [string, string][][] = [
    [],
    [['email', ANNA]],
    [['password', PASSWORD]],
    [
      ['email', ''],
      ['password', '']
    ],
    [
      ['email', ANNA],
      ['password', 'x'.repeat(1025)]
    ]
  ]
  for (const fields of incomplete) {
    const reply = await app.browser().post('/login', fields)
    t.match(reply, { status: 400, body: 'E-mail and password are both needed.' }, JSON.stringify(fields).slice(0, 80))
  }
})

t.test('never leads to another site', async (t) => {
  const app = await startApp(t)
  await app.addUser(ANNA)
  for (const wanted of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example']) {
    const shown = await app.browser().get(`/login?return_to=${encodeURIComponent(wanted)}`)
    t.same(readForm(shown.body).fields, [['return_to', '/']], 'not on the page')
    const posted = await app.browser().post('/login', [
      ['email', ANNA],
      ['password', PASSWORD],
      ['return_to', wanted]
    ])
    t.equal(posted.headers.get('location'), '/', 'nor when the form was changed')
  }
  const repeated = await app.browser().get('/login?return_to=/a&return_to=//evil.example')
  t.same(readForm(repeated.body).fields, [['return_to', '/']])
})

t.test('puts nothing into the page that was not text', async (t) => {
  const { body } = await (await startApp(t)).browser().signIn('"><script>alert(1)</script>', 'x', '/"><script>')
  t.notMatch(body, '<script>')
})

t.test('takes no form of another site', async (t) => {
  const app = await startApp(t)
  await app.addUser(ANNA)
  const credentials: [string, string][] = [
    ['email', ANNA],
    ['password', PASSWORD]
  ]
  for (const origin of ['https://evil.example', 'null'])
    t.equal((await app.browser().post('/login', credentials, { origin })).status, 403)
  t.same(await app.sql`select * from sessions`, [])
})

t.test('a session begins anew with every sign-in, is kept as a digest, and ends', async (t) => {
  const app = await startApp(t)
  await app.addUser(ANNA)
  const browser = await app.signedIn(ANNA)
  const first = String(browser.cookie('bookmarks_session'))
  const kept = await app.sql`select sessions::text as row from sessions`
  t.notMatch(JSON.stringify(kept), first)

  await browser.signIn(ANNA, PASSWORD)
  t.not(browser.cookie('bookmarks_session'), first)
  const thief = app.browser()
  thief.setCookie('bookmarks_session', first)
  t.equal((await thief.get('/')).status, 303)

  const second = String(browser.cookie('bookmarks_session'))
  t.match(await browser.post('/logout', []), { status: 303 })
  thief.setCookie('bookmarks_session', second)
  t.equal((await thief.get('/')).status, 303)
})

t.test('a session is over after its time, and swept away', async (t) => {
  const app = await startApp(t)
  await app.addUser(ANNA)
  const browser = await app.signedIn(ANNA)
  t.equal(await sweep(app.db, [sweepSessions]), 0)
  await app.sql`update sessions set expires_at = now()`
  t.equal((await browser.get('/')).status, 303)
  t.equal(await sweep(app.db, [sweepSessions]), 1)
  t.same(await app.sql`select * from sessions`, [])
})
