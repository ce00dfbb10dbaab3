import t from 'tap'
import { safeReturnTo } from '../../src/sessions/return-to.ts'

const followed = [
  '/',
  '/oauth/consent/abc',
  '/login?return_to=%2F',
  '/a//b',
  '/..//evil.example',
  '/%2f%2fevil.example'
]

const refused = [
  '',
  'evil.example',
  'https://evil.example',
  'HTTPS:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '/a\\..\\evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  '/\n/evil.example',
  '/\r\nset-cookie: a=b',
  ' //evil.example',
  '/ /evil.example',
  '/\u0000/evil.example',
  '/\u3000/evil.example',
  '／／evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '@evil.example',
  '?x',
  undefined,
  null,
  7,
  ['/a', '/b'],
  { path: '/a' }
]

t.test('follows a path of this site', async (t) => {
  for (const path of followed) {
    t.equal(safeReturnTo(path), path)
    t.equal(new URL(path, 'https://bookmarks.example').origin, 'https://bookmarks.example', path)
  }
})

t.test('leads home instead of anywhere else', async (t) => {
  for (const value of refused) t.equal(safeReturnTo(value), '/', JSON.stringify(value))
})
