import t from 'tap'
import { judgeRedirectUri } from '../../src/registration/redirect-uri.ts'

t.test('AS-28: what may be registered', async (t) => {
  for (const uri of [
    'https://claude.ai/api/mcp/auth_callback',
    'https://a.example',
    'http://localhost/',
    'http://127.0.0.1:33418/',
    'http://[::1]:1/cb?x=1',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    'vscode://vscode.github-authentication/did-authenticate',
    'com.example.app:/oauth',
    'com.example.app://cb'
  ]) {
    t.same(judgeRedirectUri(uri), { isAcceptable: true }, uri)
  }
})

t.test('AS-28: schemes a browser would act on are dangerous, whatever their host looks like', async (t) => {
  for (const uri of [
    'javascript:alert(1)',
    'javascript://localhost/%0aalert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    'about:blank',
    'ftp://a.example/',
    'ws://a.example/',
    'view-source:https://a.example',
    'chrome-extension://abc/',
    'moz-extension://abc/',
    'ms-settings:privacy'
  ]) {
    t.match(judgeRedirectUri(uri), { isAcceptable: false, isDangerous: true }, uri)
  }
})

t.test('AS-28: other refusals name their rule', async (t) => {
  const refused: [string, string][] = [
    ['http://a.example/cb', 'loopback'],
    ['http://127.0.0.1.evil.example/cb', 'loopback'],
    ['https://a.example/#x', 'fragment'],
    ['https://user:pw@a.example/', 'user information'],
    ['https://', 'malformed'],
    ['https:a.example/cb', 'no host'],
    ['https://a.example\\@evil.example', 'characters'],
    ['https://a.example/ x', 'characters'],
    ['https://a.example/\u0000', 'characters'],
    ['myapp://cb', 'reversed domain'],
    ['/cb', 'absolute'],
    [`https://a.example/${'x'.repeat(600)}`, '512']
  ]
  for (const [uri, rule] of refused) {
    t.match(judgeRedirectUri(uri), { isAcceptable: false, isDangerous: false, rule: new RegExp(rule) }, uri)
  }
})
