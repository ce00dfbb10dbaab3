import Fastify from 'fastify'
import t from 'tap'
import { confirmationPages, type ConfirmationPagesOptions, createCallStore } from '../../src/store/index.ts'
import { confirmationApp, ORIGIN, readForm } from '../support/confirmation-app.ts'

t.test('MCP-57: the page says who asks what, and of whom', async (t) => {
  const { ask, open } = await confirmationApp(t)
  const { path } = await ask()
  const page = await open(path, 'alice')
  t.equal(page.statusCode, 200)
  t.match(page.body, 'Claude')
  t.match(page.body, 'Delete the trip to Rome?')
  t.match(page.body, 'alice &#60;alice@example.org&#62;')
  t.match(page.body, 'Notes &#38; more')
  t.match(page.body, '<button type="submit" name="decision" value="approve"')
  t.match(page.body, '<button type="submit" name="decision" value="deny"')
  t.equal(readForm(page).action, path)
  t.notMatch(page.body, '<script')
  const nonce = /<style nonce="([^"]+)"/.exec(page.body)?.[1]
  t.match(page.headers, {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`
  })
  t.not(/<style nonce="([^"]+)"/.exec((await open(path, 'alice')).body)?.[1], nonce)
})

t.test('MCP-57: what others wrote is shown as text', async (t) => {
  const { ask, open } = await confirmationApp(t)
  const { path } = await ask({
    clientName: `<img src=x onerror=alert(1)>"'&\u202Eevil\u0000 ${'x'.repeat(500)}`,
    message: '<script>alert(1)</script>\n</form>\u202Eemor\u200B " onclick="x'
  })
  const { body } = await open(path, 'alice')
  t.notMatch(body, '<script')
  t.notMatch(body, '<img')
  t.notMatch(body, '\u202E')
  t.notMatch(body, '\u200B')
  t.notMatch(body, 'x'.repeat(101), 'names are cut')
  t.match(body, '&#60;script&#62;alert(1)&#60;/script&#62;\n&#60;/form&#62;emor &#34; onclick=&#34;x')
  t.equal(body.match(/<\/form>/g)?.length, 1)
})

t.test('MCP-57: who is not signed in goes to the login page and comes back', async (t) => {
  const { ask, open, post } = await confirmationApp(t)
  const { path } = await ask()
  const login = `/login?return_to=${encodeURIComponent(path)}`
  t.match(await open(path), { statusCode: 303, headers: { location: login, 'cache-control': 'no-store' } })
  t.match(await post(path, { decision: 'approve', form_token: 'x' }, { cookie: '' }), {
    statusCode: 303,
    headers: { location: login }
  })
  t.match(await open(`/mcp/confirm/${encodeURIComponent('//evil.example/?x=1#y')}`), {
    headers: { location: `/login?return_to=${encodeURIComponent('/mcp/confirm/%2F%2Fevil.example%2F%3Fx%3D1%23y')}` }
  })
  t.match(await open('/mcp/confirm/made-up'), { statusCode: 303 }, 'whether there is such a question or not')
})

t.test('MCP-57: the answer of the person is kept, and the page goes on to say what it was', async (t) => {
  for (const [decision, state, says] of [
    ['approve', 'approved', 'You approved'],
    ['deny', 'denied', 'Nothing is done']
  ] as const) {
    const { ask, open, post, confirmations, logged } = await confirmationApp(t)
    const { id, path } = await ask()
    const { action, fields } = readForm(await open(path, 'alice'))
    t.equal(await confirmations.take(id, 'alice'), 'pending', 'looking decides nothing')
    const answer = await post(action, { ...fields, decision })
    t.match(answer, { statusCode: 303, headers: { location: path, 'cache-control': 'no-store' } })
    t.match(await open(path, 'alice'), { statusCode: 200, body: says })
    t.equal(await confirmations.take(id, 'alice'), state)
    t.match(await open(path, 'alice'), { statusCode: 200, body: says })
    t.notMatch(logged(), id, 'ids of questions are not logged')
    t.notMatch(logged(), fields.form_token)
  }
})

t.test('MCP-57: a form that is sent twice, or back and forth, decides once', async (t) => {
  const { ask, open, post, confirmations } = await confirmationApp(t)
  const { id, path } = await ask()
  const { fields } = readForm(await open(path, 'alice'))
  await Promise.all([1, 2, 3].map(() => post(path, { ...fields, decision: 'approve' })))
  const late = await post(path, { ...fields, decision: 'deny' })
  t.match(late, { statusCode: 303, headers: { location: path } })
  t.match(await open(path, 'alice'), { body: 'You approved' })
  t.equal(await confirmations.take(id, 'alice'), 'approved')
  await post(path, { ...fields, decision: 'approve' })
  t.equal(await confirmations.take(id, 'alice'), 'unknown', 'nor does it bring a taken approval back')
})

t.test("MCP-57: Bob cannot answer Alice's question, nor learn that there is one", async (t) => {
  const { ask, open, post, confirmations, passTime } = await confirmationApp(t)
  const { id, path } = await ask()
  const withoutNonce = ({ body }: { body: string }) => body.replace(/nonce="[^"]+"/, '').replaceAll(id, 'ID')
  const asBob = await open(path, 'bob')
  const madeUp = await open('/mcp/confirm/made-up', 'bob')
  t.equal(asBob.statusCode, 404)
  t.equal(madeUp.statusCode, 404)
  t.equal(withoutNonce(asBob), withoutNonce(madeUp).replaceAll('made-up', 'ID'), 'the very same page')
  t.notMatch(asBob.body, /Rome|Claude/)
  t.notMatch(asBob.body, '<form')

  const own = await ask({ subject: 'bob' })
  const bobsForm = readForm(await open(own.path, 'bob'))
  t.match(await post(path, { ...bobsForm.fields, decision: 'approve' }, {}, 'bob'), { statusCode: 403 })
  const alicesForm = readForm(await open(path, 'alice'))
  t.match(await post(path, { ...alicesForm.fields, decision: 'approve' }, {}, 'bob'), { statusCode: 403 })
  t.equal(await confirmations.take(id, 'alice'), 'pending')

  await passTime('11 minutes')
  const over = await open(path, 'alice')
  t.equal(over.statusCode, 404)
  t.match(over.body, 'nothing to confirm')
})

t.test('MCP-57: a form from elsewhere, of another question or of nobody decides nothing', async (t) => {
  const { ask, open, post, confirmations, store, logged } = await confirmationApp(t)
  const { id, path } = await ask()
  const { fields } = readForm(await open(path, 'alice'))
  const other = readForm(await open((await ask()).path, 'alice'))
  const refused: [name: string, form: Record<string, string>, headers?: Record<string, string>][] = [
    ['no site of ours', fields, { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', fields, { 'sec-fetch-site': 'same-site' }],
    ['no page at all', fields, { 'sec-fetch-site': 'none' }],
    ['another question', other.fields],
    ['an empty token', { form_token: '' }],
    ['something else that was sealed here', { form_token: store.sealer.seal('state', true, 60) }]
  ]
  for (const [name, form, headers] of refused) {
    const answer = await post(path, { ...form, decision: 'approve' }, headers)
    t.match(answer, { statusCode: 403, body: 'Nothing\nwas decided', headers: { 'cache-control': 'no-store' } }, name)
    t.equal(await confirmations.take(id, 'alice'), 'pending', name)
  }
  t.match(logged(), 'a confirmation did not come from its page')
  t.equal((await post(path, { ...fields, decision: 'approve' })).statusCode, 303, 'the very form is taken')
})

t.test(
  'MCP-57: browsers that do not say from which site a form comes name its origin, or the token decides',
  async (t) => {
    const { app, ask, open } = await confirmationApp(t)
    const postFrom = async (headers: Record<string, string>) => {
      const { path } = await ask()
      const { fields } = readForm(await open(path, 'alice'))
      const { statusCode } = await app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'as=alice', ...headers },
        payload: new URLSearchParams({ ...fields, decision: 'approve' }).toString()
      })
      return statusCode
    }
    t.equal(await postFrom({ origin: 'https://evil.example' }), 403)
    t.equal(await postFrom({ origin: 'http://trek.example' }), 403)
    t.equal(await postFrom({ origin: ORIGIN }), 303)
    t.equal(await postFrom({ origin: 'null' }), 303, 'plain http, and a page without referrer')
  }
)

const malformed = [
  { name: 'no decision', body: 'form_token=x' },
  { name: 'another decision', body: 'form_token=x&decision=maybe' },
  { name: 'no token', body: 'decision=approve' },
  { name: 'nothing', body: '' },
  { name: 'a token that is too long', body: `decision=approve&form_token=${'x'.repeat(600)}` },
  { name: 'more than a form holds', body: `decision=approve&form_token=x&more=${'x'.repeat(5000)}` }
]
for (const { name, body } of malformed) {
  t.test(`a form with ${name} is refused with a page`, async (t) => {
    const { app, ask, confirmations } = await confirmationApp(t)
    const { id, path } = await ask()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: 'as=alice' }
    const answer = await app.inject({ method: 'POST', url: path, headers, payload: body })
    t.match(answer, { statusCode: 400, body: 'could not be read', headers: { 'cache-control': 'no-store' } })
    t.equal(await confirmations.take(id, 'alice'), 'pending')
  })
}

t.test('a failure of ours is a page with a reference, and says nothing of what it was', async (t) => {
  const { ask, open, logged } = await confirmationApp(t, {
    identify: async () => {
      throw new Error('the secret name of a table')
    }
  })
  const { path } = await ask()
  const page = await open(path, 'alice')
  t.match(page, { statusCode: 500, body: 'Reference', headers: { 'cache-control': 'no-store' } })
  t.notMatch(page.body, 'secret')
  t.match(logged(), 'a confirmation page failed')
})

t.test('the pages get along with a form parser of the host, and behind a proxy that changes paths', async (t) => {
  const { store, confirmations, ask } = await confirmationApp(t)
  const app = Fastify()
  t.teardown(() => app.close())
  const form = 'application/x-www-form-urlencoded'
  app.addContentTypeParser(form, { parseAs: 'string' }, async (_request: unknown, body: string) => ({ parsed: body }))
  await app.register(confirmationPages, {
    store,
    identify: async () => ({ subject: 'alice', displayName: 'Alice' }),
    loginPath: '/login?theme=dark',
    path: '/inner',
    branding: { name: 'Notes', accentColor: '#0f766e' }
  })
  const { id, path } = await ask()
  const page = await app.inject(`/inner/${id}`)
  t.match(page.body, `/login?theme=dark&#38;return_to=${encodeURIComponent(path)}`)
  const { action, fields } = readForm(page)
  t.equal(action, path, 'as the browser sees it')
  const answer = await app.inject({
    method: 'POST',
    url: `/inner/${id}`,
    headers: { 'content-type': form },
    payload: new URLSearchParams({ ...fields, decision: 'approve' }).toString()
  })
  t.match(answer, { statusCode: 303, headers: { location: path } })
  t.equal(await confirmations.take(id, 'alice'), 'approved')
})

t.test('an option that is wrong fails the registration', async (t) => {
  const { db, store } = await confirmationApp(t)
  const branding = { name: 'Notes', accentColor: '#0f766e' }
  const plain = await createCallStore(db)
  t.teardown(() => plain.close())
  const options = { store, identify: async () => null, loginPath: '/login', branding }
  const registered = async (wrong: Partial<ConfirmationPagesOptions>) => {
    await Fastify().register(confirmationPages, { ...options, ...wrong })
  }
  await t.rejects(registered({ store: plain }), /"confirmUrl"/)
  await t.rejects(registered({ branding: { ...branding, accentColor: 'red}body{display:none' } }), /accentColor/)
})
