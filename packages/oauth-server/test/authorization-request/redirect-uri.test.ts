import t from 'tap'
import { matchesRedirectUri } from '../../src/authorization-request/redirect-uri.ts'

const strict = { isLoopbackHostEquivalent: false }
const equivalent = { isLoopbackHostEquivalent: true }

t.test('AS-25: matches exactly, and loopback with any port', async (t) => {
  const pairs: [string, string, boolean][] = [
    ['https://a.example/cb', 'https://a.example/cb', true],
    ['https://a.example/cb', 'https://a.example/cb/', false],
    ['https://a.example/cb', 'https://a.example/cb?x=1', false],
    ['https://a.example/cb', 'https://A.example/cb', false],
    ['https://a.example/cb', 'https://a.example:8443/cb', false],
    ['https://a.example/cb', 'https://a.example/%63b', false],
    ['https://a.example/cb', 'http://a.example/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:59656/cb', true],
    ['http://127.0.0.1:3000/cb', 'http://127.0.0.1/cb', true],
    ['http://127.0.0.1:3000/cb?a=1', 'http://127.0.0.1:4000/cb?a=1', true],
    ['http://127.0.0.1:3000/cb?a=1', 'http://127.0.0.1:4000/cb?a=2', false],
    ['http://127.0.0.1:3000/cb', 'http://127.0.0.1:4000/other', false],
    ['http://[::1]/cb', 'http://[::1]:1234/cb', true],
    ['http://localhost/cb', 'http://localhost:1234/cb', true],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:99999/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1.evil.example/cb', false],
    ['http://127.0.0.1/cb', 'http://user@127.0.0.1/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:80@evil.example/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1/cb#x', false],
    ['http://127.0.0.1/cb', 'https://127.0.0.1:4000/cb', false],
    ['cursor://anysphere.cursor-mcp/oauth/callback', 'cursor://anysphere.cursor-mcp/oauth/callback', true],
    ['cursor://anysphere.cursor-mcp/oauth/callback', 'cursor://anysphere.cursor-mcp/oauth/callback/', false]
  ]
  for (const [registered, requested, expected] of pairs) {
    t.equal(matchesRedirectUri(registered, requested, strict), expected, `${registered} and ${requested}`)
  }
})

t.test('AS-26: the names of the loopback interface count as one only where that is wanted', async (t) => {
  t.notOk(matchesRedirectUri('http://localhost/cb', 'http://127.0.0.1:1/cb', strict))
  t.ok(matchesRedirectUri('http://localhost/cb', 'http://127.0.0.1:1/cb', equivalent))
  t.ok(matchesRedirectUri('http://[::1]/cb', 'http://localhost:1/cb', equivalent))
  t.notOk(matchesRedirectUri('http://localhost/cb', 'http://127.0.0.1:1/other', equivalent))
  t.notOk(matchesRedirectUri('https://localhost/cb', 'https://127.0.0.1/cb', equivalent))
})

t.test('AS-27: an empty path is the root path, any other keeps its slash', async (t) => {
  t.ok(matchesRedirectUri('http://127.0.0.1:33418', 'http://127.0.0.1:33418/', strict))
  t.ok(matchesRedirectUri('http://127.0.0.1:33418/', 'http://127.0.0.1:50000', strict))
  t.ok(matchesRedirectUri('https://a.example', 'https://a.example/', strict))
  t.ok(matchesRedirectUri('https://a.example?x=1', 'https://a.example/?x=1', strict))
  t.notOk(matchesRedirectUri('http://127.0.0.1/cb', 'http://127.0.0.1/cb/', strict))
})
