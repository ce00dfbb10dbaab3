import t from 'tap'
import { isConnecting, isOutsideTheApp, safeReturnTo } from '../../src/session/return-to.ts'

t.test('a path of this site is followed', async (t) => {
  for (const path of ['/', '/trips/5?tab=days#day-2', '/oauth/consent/abc?x=%2F%2Fy', '/a//b', '/@me'])
    t.equal(safeReturnTo(path), path)
})

t.test('whatever a browser could read as another site is not', async (t) => {
  const elsewhere = [
    null,
    '',
    'trips',
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/trips\\..\\..',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /trips',
    '/trips ',
    '/tríps',
    'javascript:alert(1)',
    'data:text/html,x'
  ]
  for (const wanted of elsewhere) t.equal(safeReturnTo(wanted), '/trips', JSON.stringify(wanted))
})

t.test('paths the server answers itself need a real navigation', async (t) => {
  for (const path of ['/oauth/consent/abc', '/api/health', '/mcp', '/.well-known/x']) t.ok(isOutsideTheApp(path), path)
  for (const path of ['/trips', '/oauthor', '/', '/settings/profile']) t.notOk(isOutsideTheApp(path), path)
})

t.test('who signs in to let an application in is told what comes next', async (t) => {
  t.ok(isConnecting('?return_to=%2Foauth%2Fconsent%2Fabc'))
  for (const search of ['', '?return_to=%2Ftrips', '?return_to=%2F%2Fevil.example%2Foauth%2F'])
    t.notOk(isConnecting(search))
})
