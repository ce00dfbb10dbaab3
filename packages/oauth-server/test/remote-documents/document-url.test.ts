import t from 'tap'
import { judgeDocumentUrl } from '../../src/remote-documents/document-url.ts'

const strict = { allowLoopbackHttp: false }
const lenient = { allowLoopbackHttp: true }

t.test('AS-102: URLs of client metadata documents', async (t) => {
  for (const url of [
    'https://client.example/oauth/metadata.json',
    'https://client.test/a',
    'https://xn--bcher-kva.example/a',
    'https://a.b.c.example/.well-known/client',
    'https://client.example/a/',
    'https://client.example/a?v=1',
    'https://client.example/a..b/...',
    'https://client.example/%41%c3%a9',
    'https://local.example/a',
    'https://mylocal.dev/a',
    `https://client.example/${'x'.repeat(512 - 'https://client.example/'.length)}`
  ]) {
    t.same(judgeDocumentUrl(url, strict), { isAcceptable: true }, url)
  }
})

const refused: [url: string, rule: RegExp][] = [
  ['http://client.example/a', /not https/],
  ['HTTPS://client.example/a', /not https/],
  ['ftp://client.example/a', /not https/],
  ['https:client.example/a', /not https/],
  ['https:/client.example/a', /not https/],
  ['//client.example/a', /not https/],
  ['javascript:alert(1)', /not https/],
  ['', /not https/],
  ['https://client.example', /no path/],
  ['https://client.example/', /no path/],
  ['https://client.example//', /no path/],
  ['https://client.example/?a=1', /no path/],
  ['https://client.example?/a', /no path/],
  ['https://client.example/a#b', /fragment/],
  ['https://client.example/a#', /fragment/],
  ['https://user@client.example/a', /user information/],
  ['https://user:pw@client.example/a', /user information/],
  ['https://@client.example/a', /user information/],
  ['https://client.example%40evil.example/a', /malformed/],
  ['https://client.example/./a', /dot segments/],
  ['https://client.example/a/../b', /dot segments/],
  ['https://client.example/a/..', /dot segments/],
  ['https://client.example/a/%2e%2e/b', /dot segments/],
  ['https://client.example/a/%2E./b', /dot segments/],
  ['https://client.example/a/.%2e', /dot segments/],
  ['https://client.example/%2e', /dot segments/],
  ['https://client.example/a/..%2fb', /dot segments/],
  ['https://client.example/a%2F%2e%2e%2Fb', /dot segments/],
  ['https://client.example\\@evil.example/a', /characters/],
  ['https://client.example/a\\b', /characters/],
  ['https://client.example/a%5cb', /control characters or backslashes/],
  ['https://client.example/a b', /characters/],
  [' https://client.example/a', /characters/],
  ['https://client.example/a\n', /characters/],
  ['https://client.exa\tmple/a', /characters/],
  ['https://client.example/\u0000', /characters/],
  ['https://client.example/\u007f', /characters/],
  ['https://client.example/a%0d%0aHost:x', /control characters/],
  ['https://client.example/a%00', /control characters/],
  ['https://client.example/a?b=%7f', /control characters/],
  ['https://client.example/%', /percent-encoding/],
  ['https://client.example/%zz', /percent-encoding/],
  ['https://b\u00fccher.example/a', /characters/],
  ['https://client.example/\u00e9', /characters/],
  [`https://client.example/${'x'.repeat(513 - 'https://client.example/'.length)}`, /512/],
  ['https://Client.example/a', /normal form/],
  ['https://client.example:443/a', /normal form/],
  ['https://client.example:/a', /normal form/],
  ['https://client.example/"a"', /normal form/],
  ['https://cl%69ent.example/a', /normal form/],
  ['https:///client.example/a', /normal form|malformed|no path/],
  ['https://client.example:8443/a', /port/],
  ['https://client.example:80/a', /port/],
  ['https://client.example:99999/a', /malformed/],
  ['https:///a', /malformed|normal form/],
  ['https://127.0.0.1/a', /DNS name/],
  ['https://8.8.8.8/a', /DNS name/],
  ['https://[::1]/a', /DNS name/],
  ['https://[2606:4700::1111]/a', /DNS name/],
  ['https://[::ffff:127.0.0.1]/a', /normal form/],
  ['https://[fe80::1%25eth0]/a', /malformed/],
  ['https://2130706433/a', /normal form/],
  ['https://0x7f000001/a', /normal form/],
  ['https://0x7f.0.0.1/a', /normal form/],
  ['https://0177.0.0.1/a', /normal form/],
  ['https://127.1/a', /normal form/],
  ['https://127.0.0.1./a', /normal form/],
  ['https://1.2.3.4.5/a', /malformed/],
  ['https://\uff11\uff12\uff17.0.0.1/a', /characters/],
  ['https://client/a', /DNS name/],
  ['https://localhost/a', /DNS name/],
  ['https://client.example./a', /DNS name/],
  ['https://client..example/a', /DNS name/],
  ['https://.example/a', /DNS name/],
  ['https://-client.example/a', /DNS name/],
  ['https://client-.example/a', /DNS name/],
  ['https://a_b.example/a', /DNS name/],
  ['https://client.*/a', /DNS name/],
  [`https://${'a'.repeat(64)}.example/a`, /DNS name/],
  [`https://${'a.'.repeat(124)}example/a`, /DNS name/],
  ['https://printer.local/a', /private networks/],
  ['https://metadata.google.internal/a', /private networks/],
  ['https://a.localhost/a', /private networks/],
  ['https://router.home.arpa/a', /private networks/],
  ['https://home.arpa/a', /private networks/],
  ['https://nas.lan/a', /private networks/],
  ['https://wiki.corp/a', /private networks/]
]

t.test('AS-102, AS-104: a refused URL is told its rule, on loopback servers too', async (t) => {
  for (const [url, rule] of refused) {
    t.match(judgeDocumentUrl(url, strict), { isAcceptable: false, rule }, JSON.stringify(url))
    t.match(judgeDocumentUrl(url, lenient), { isAcceptable: false }, JSON.stringify(url))
  }
})

t.test('AS-102: http is for a server on loopback, and leads to loopback only', async (t) => {
  for (const url of [
    'http://localhost/a',
    'http://localhost:8080/client.json',
    'http://127.0.0.1:1/a',
    'http://[::1]:8080/a'
  ]) {
    t.same(judgeDocumentUrl(url, lenient), { isAcceptable: true }, url)
    t.match(judgeDocumentUrl(url, strict), { isAcceptable: false, rule: 'it is not https' }, url)
  }
  for (const [url, rule] of [
    ['http://client.example/a', /loopback only/],
    ['http://127.0.0.1.evil.example/a', /loopback only/],
    ['http://localhost.evil.example/a', /loopback only/],
    ['http://127.0.0.2/a', /loopback only/],
    ['http://10.0.0.1/a', /loopback only/],
    ['http://0.0.0.0/a', /loopback only/],
    ['http://localhost:80/a', /normal form/],
    ['http://127.1/a', /normal form/],
    ['http://localhost:8080/', /no path/],
    ['http://user@localhost/a', /user information/]
  ] as const) {
    t.match(judgeDocumentUrl(url, lenient), { isAcceptable: false, rule }, url)
  }
})

t.test('AS-102: what is accepted is byte for byte what is requested', async (t) => {
  const alphabet = [
    'a',
    '.',
    '..',
    '/',
    '%2e',
    '%2F',
    '%41',
    '?',
    '#',
    '@',
    ':',
    '\\',
    ' ',
    '[',
    '|',
    '"',
    '\u00e9',
    '0x7f'
  ]
  let accepted = 0
  for (let i = 0; i < 20_000; i++) {
    const tail = Array.from({ length: 6 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('')
    const url = (i % 2 ? 'https://client.example/a' : 'https://client.example') + tail
    if (!judgeDocumentUrl(url, strict).isAcceptable) continue
    accepted++
    if (new URL(url).href !== url || !/^client\.example[a.0x7f]*$/.test(new URL(url).host)) t.fail(url)
  }
  t.ok(accepted > 100, `${accepted} accepted`)
})
