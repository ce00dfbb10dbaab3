import t from 'tap'
import { csvLine } from '../../src/api/admin/csv.ts'
import { startTrek } from '../support/trek.ts'

const ADMIN = { email: 'admin@example.org', password: 'correct horse' }

t.test('AS-148: the log is filtered by person and time', async (t) => {
  const trek = await startTrek(t, { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password })
  const { browser: annas } = await trek.signedIn('anna')
  await annas.call('POST', '/api/auth/mcp-tokens', { name: 'Old script' })
  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', ADMIN)
  await admins.call('PUT', '/api/admin/addons/mcp', { enabled: true })
  const types = async (query: string) => {
    const { body } = await admins.call('GET', `/api/admin/audit-log?${query}`)
    return body.events.map(({ type }: { type: string }) => type)
  }
  t.same(await types('person=Anna'), ['static_token.created'], 'whose account it is about')
  t.same(await types('person=admin'), ['admin.addon_switched'], 'who did it')
  t.same(await types('person=nobody'), [])
  const hour = (offset: number) => encodeURIComponent(new Date(Date.now() + offset * 3_600_000).toISOString())
  t.equal((await types(`since=${hour(-1)}&until=${hour(1)}`)).length, 2)
  t.same(await types(`since=${hour(1)}`), [])
  t.same(await types(`until=${hour(-1)}`), [])
  t.match(await admins.call('GET', '/api/admin/audit-log?since=yesterday'), { status: 422, body: { field: 'since' } })
})

t.test('AS-148: the log as a table, however long', async (t) => {
  const trek = await startTrek(t, { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password })
  const { browser: annas } = await trek.signedIn('anna')
  await trek.sql(
    `insert into oauth_audit_events (type, user_agent) select 'token.refreshed', '=cmd|''/c calc''!A1' from generate_series(1, 1234)`
  )
  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', ADMIN)
  const reply = await admins.open('GET', '/api/admin/audit-log.csv?type=token.')
  t.match(Object.fromEntries(reply.headers), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit-log.csv"'
  })
  const [head, first, ...others] = (await reply.text()).trimEnd().split('\r\n')
  t.match(head, 'id,at,type,user,done_by')
  t.match(first, `,'=cmd|'/c calc'!A1,`, 'it is text to a spreadsheet')
  t.equal(others.length, 1233)
  t.equal((await annas.call('GET', '/api/admin/audit-log.csv')).status, 403)
  const { body } = await admins.call('GET', '/api/admin/audit-log?limit=1')
  t.match(body.events, [{ type: 'admin.audit_log_exported', actor: { username: 'admin' } }])
})

t.test('no cell is a formula, and none breaks out', async (t) => {
  for (const [value, cell] of [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['say "hi", twice', '"say ""hi"", twice"'],
    ['a=b', 'a=b']
  ] as const) {
    t.equal(csvLine([value]), `${cell}\r\n`)
  }
  t.equal(csvLine([-1, null, '']), '-1,,\r\n')
})
