import type { RequestListener, ServerResponse } from 'node:http'
import { createTestAuthority, PUBLIC_ADDRESS, startWebHost } from '@trek/test-web-host'
import t, { type Test } from 'tap'
import type { ListKind } from '../../src/index.ts'
import { outsideAt, startService } from '../support/service.ts'

const HOSTS = ['www.google.com', 'maps.app.goo.gl', 'goo.gl', 'naver.me', 'map.naver.com', 'pages.map.naver.com']
const authority = await createTestAuthority()
const certificate = await authority.issue(HOSTS)

/** The map services as one server, and OpenStreetMap’s geocoder. */
async function maps(t: Test, listener: RequestListener, timeoutMilliseconds = 30_000) {
  const geocoder = await startService(t, () => ({ display_name: 'Piazza, Roma', name: 'Colosseo', lat: '1', lon: '1' }))
  const host = await startWebHost(t, certificate, authority.ca, listener)
  const outside = outsideAt(geocoder.url, { connection: host.options, timeoutMilliseconds })
  return { ...host, ...outside, geocoder }
}

function refusing(t: Test) {
  return maps(t, (_, reply) => reply.writeHead(500).end())
}

const redirect = (reply: ServerResponse, location: string) => reply.writeHead(302, { location }).end()
const json = (reply: ServerResponse, body: unknown) => reply.end(JSON.stringify(body))

const told: [link: string, lat: number, lng: number, name: string | null][] = [
  ['https://www.google.com/maps/@41.9,12.5,15z', 41.9, 12.5, null],
  ['http://maps.google.it/?q=41.9,12.5', 41.9, 12.5, null],
  ['https://www.google.co.uk/maps?ll=-33.8,151.2', -33.8, 151.2, null],
  ['https://google.com/maps/search/?api=1&query=41.9%2C12.5', 41.9, 12.5, null],
  [
    'https://www.google.com/maps/place/Colosseum+%26+Forum/@41.8,12.4,17z/data=!3m1!3d41.89!4d12.49',
    41.89,
    12.49,
    'Colosseum & Forum'
  ],
  ['https://www.openstreetmap.org/?mlat=41.9&mlon=12.5#map=17/1/1', 41.9, 12.5, null],
  ['https://www.openstreetmap.org/#map=17/41.9/12.5', 41.9, 12.5, null],
  ['https://maps.apple.com/?ll=41.9,12.5&q=x', 41.9, 12.5, null]
]

for (const [link, lat, lng, name] of told) {
  t.test(`the position in ${link}`, async (t) => {
    const { links, lookups } = await refusing(t)
    t.match(await links.resolve(link), { lat, lng, name: name ?? 'Colosseo', address: 'Piazza, Roma' })
    t.same(lookups, [], 'nothing is fetched')
  })
}

t.test('a short link is followed to where it tells a position', async (t) => {
  const { links, hits, connections } = await maps(t, ({ url }, reply) =>
    redirect(
      reply,
      url === '/abc' ? '/b' : 'https://www.google.com/maps/place/Forum/data=!1s0x1a:0x2b!3d41.892!4d12.485'
    )
  )
  t.same(await links.resolve('https://maps.app.goo.gl/abc'), {
    lat: 41.892,
    lng: 12.485,
    name: 'Forum',
    address: 'Piazza, Roma',
    google_ftid: '0x1a:0x2b',
    attribution: '© OpenStreetMap contributors (ODbL)'
  })
  t.same(hits, ['/abc', '/b'], 'the page itself is not needed')
  t.same(connections, [
    [PUBLIC_ADDRESS, 443],
    [PUBLIC_ADDRESS, 443]
  ])
})

t.test('the consent page of Google is stepped over', async (t) => {
  const target = 'https://www.google.com/maps/@41.9,12.5,15z'
  const { links, hits } = await maps(t, (_, reply) =>
    redirect(reply, `https://consent.google.com/m?continue=${encodeURIComponent(target)}`)
  )
  t.match(await links.resolve('https://goo.gl/maps/x'), { lat: 41.9, lng: 12.5 })
  t.equal(hits.length, 1)
})

t.test('a page is searched where no address tells a position', async (t) => {
  const { links } = await maps(t, ({ url }, reply) =>
    url === '/none'
      ? redirect(reply, 'https://www.google.com/maps?cid=2')
      : reply.end(url?.endsWith('1') ? 'x !3d41.9!4d12.5 y' : 'x')
  )
  t.match(await links.resolve('https://www.google.com/maps?cid=1'), { lat: 41.9, lng: 12.5 })
  await t.rejects(links.resolve('https://maps.app.goo.gl/none'), { code: 'no_coordinates', message: /search_place/ })
})

t.test('without an address the position is still an answer', async (t) => {
  const geocoder = await startService(t, (_, reply) => reply.code(400).send())
  const slow = await startService(t, () => new Promise(() => {}))
  for (const { url } of [geocoder, slow])
    t.same(
      await outsideAt(url, { timeoutMilliseconds: 2000 }).links.resolve('https://www.google.com/maps/@41.9,12.5,15z'),
      {
        lat: 41.9,
        lng: 12.5,
        name: null,
        address: null,
        google_ftid: null,
        attribution: null
      }
    )
})

const unsupported = [
  'https://evil.example/@41.9,12.5',
  'https://www.google.com.evil.example/maps/@41.9,12.5',
  'https://google.com@evil.example/maps/@41.9,12.5',
  'https://user:pw@www.google.com/maps/@41.9,12.5',
  'https://www.google.com:8443/maps/@41.9,12.5',
  'https://127.0.0.1/@41.9,12.5',
  'https://[::1]/@41.9,12.5',
  'http://169.254.169.254/@41.9,12.5',
  'file:///etc/passwd',
  'ftp://www.google.com/@41.9,12.5',
  'no link',
  `https://www.google.com/maps/@41.9,12.5?${'x'.repeat(2048)}`
]

t.test('links to anybody else are refused before anything is looked up', async (t) => {
  const { links, lookups, geocoder } = await refusing(t)
  for (const link of unsupported) {
    await t.rejects(links.resolve(link), { code: 'unsupported_link' }, link)
    await t.rejects(links.importList(link, 'google-list'), { code: 'unsupported_link' }, link)
  }
  t.same([lookups, geocoder.asked], [[], []])
})

const detours = [
  { name: 'this machine', location: 'https://127.0.0.1/latest' },
  { name: 'the address of cloud metadata', location: 'http://169.254.169.254/latest' },
  { name: 'somebody else', location: 'https://evil.example/' },
  { name: 'somebody else who tells a position', location: 'https://evil.example/@41.9,12.5' },
  { name: 'another map service', location: 'https://naver.me/x' },
  { name: 'a port', location: 'https://www.google.com:22/' },
  {
    name: 'somebody else, by way of the consent page',
    location: 'https://consent.google.com/?continue=https://evil.example/'
  }
]

for (const { name, location } of detours) {
  t.test(`a redirect to ${name} is not followed`, async (t) => {
    const { links, hits, lookups } = await maps(t, (_, reply) => redirect(reply, location))
    await t.rejects(links.resolve('https://maps.app.goo.gl/abc'), { code: 'unsupported_link' })
    t.same([hits.length, lookups], [1, ['maps.app.goo.gl']])
  })
}

t.test('a host of Google that is rebound to our network is not connected to', async (t) => {
  const host = await startWebHost(t, certificate, authority.ca, (_, reply) => redirect(reply, 'https://goo.gl/next'))
  const answers: Record<string, string[]> = { 'maps.app.goo.gl': [PUBLIC_ADDRESS], 'goo.gl': ['10.0.0.1'] }
  const connection = { ...host.options, resolve: async (name: string) => answers[name] ?? [] }
  const { links, failures } = outsideAt('http://127.0.0.1:9', { connection })
  await t.rejects(links.resolve('https://maps.app.goo.gl/abc'), { code: 'upstream_failed', message: /no official way/ })
  t.same(host.connections, [[PUBLIC_ADDRESS, 443]])
  t.same(failures, ['Google Maps: address_not_public'])
})

const useless: { name: string; listener: RequestListener; reason: string }[] = [
  { name: 'redirects without end', listener: (_, reply) => redirect(reply, '/on'), reason: 'too_many_redirects' },
  { name: 'a redirect to nowhere', listener: (_, reply) => reply.writeHead(302).end(), reason: 'status_302' },
  { name: 'an error', listener: (_, reply) => reply.writeHead(404).end('secret'), reason: 'status_404' },
  { name: 'a page without end', listener: (_, reply) => reply.end(Buffer.alloc(2_100_000)), reason: 'too_large' },
  { name: 'silence', listener: () => {}, reason: 'timed_out' }
]

for (const { name, listener, reason } of useless) {
  t.test(`${name} instead of a page`, async (t) => {
    const { links, failures } = await maps(t, listener, reason === 'timed_out' ? 300 : 30_000)
    const startedAt = performance.now()
    await t.rejects(links.resolve('https://maps.app.goo.gl/abc'), {
      code: 'upstream_failed',
      message: /ask the person/
    })
    t.ok(performance.now() - startedAt < 20_000)
    t.same(failures, [`Google Maps: ${reason}`])
  })
}

const LIST = 'https://www.google.com/maps/placelists/list/abcdefghijklmnopq'
const item = (name: string | null, lat: unknown, lng: unknown, note: string | null = null, halves: unknown = null) => [
  null,
  [null, null, null, null, 'Via Sacra', [null, null, lat, lng], halves],
  name,
  note
]
const googleList = (items: unknown[]) => `)]}'\n${JSON.stringify([[null, null, null, null, ' Rome ', 0, 0, 0, items]])}`

t.test('a list of Google Maps, from its short link', async (t) => {
  const { links, hits } = await maps(t, ({ url }, reply) =>
    url === '/list'
      ? redirect(reply, LIST)
      : reply.end(
          googleList([
            item('For\0um', 41.892, 12.485, 'early', ['26', '-1']),
            item(null, '41.9', '12.5'),
            item('Nowhere', null, null),
            item('Off the map', 95, 12)
          ])
        )
  )
  t.same(await links.importList('https://maps.app.goo.gl/list', 'google-list'), {
    name: 'Rome',
    places: [
      {
        name: 'Forum',
        lat: 41.892,
        lng: 12.485,
        notes: 'early',
        address: 'Via Sacra',
        google_ftid: '0x1a:0xffffffffffffffff'
      },
      { name: '', lat: 41.9, lng: 12.5, notes: null, address: 'Via Sacra', google_ftid: null }
    ]
  })
  t.match(new URL(hits[1] ?? '', LIST).searchParams.get('pb'), '!1m1!1sabcdefghijklmnopq!2e2!3e2!4i500!16b1')
})

t.test('a folder of Naver Maps, page by page', async (t) => {
  const bookmark = (n: number) => ({
    name: `Place ${n}`,
    px: 127 + n / 100,
    py: '37.5',
    memo: n === 0 ? 'note' : null,
    address: 'Seoul'
  })
  const { links, hits } = await maps(t, ({ url = '' }, reply) => {
    if (url === '/f') return redirect(reply, 'https://map.naver.com/p/favorite/myPlace/folder/a1b2?c=1')
    const start = Number(new URL(url, 'https://x').searchParams.get('start'))
    return json(reply, {
      folder: { name: 'Seoul', bookmarkCount: 25 },
      bookmarkList: Array.from({ length: start === 0 ? 20 : 5 }, (_, at) => bookmark(start + at))
    })
  })
  const { name, places } = await links.importList('https://naver.me/f', 'naver-list')
  t.same([name, places.length], ['Seoul', 25])
  t.same(places[0], { name: 'Place 0', lat: 37.5, lng: 127, notes: 'note', address: 'Seoul', google_ftid: null })
  t.equal(places.at(-1)?.name, 'Place 24')
  t.equal(hits.length, 3)
})

const emptyLists: { name: string; link: string; kind: ListKind; body: string; code: string }[] = [
  { name: 'a list without places', link: LIST, kind: 'google-list', body: googleList([]), code: 'empty_list' },
  { name: 'something else than a list', link: LIST, kind: 'google-list', body: '<html>', code: 'empty_list' },
  {
    name: 'a link to one place',
    link: 'https://www.google.com/maps?cid=1',
    kind: 'google-list',
    body: 'x',
    code: 'unsupported_link'
  },
  {
    name: 'a list of the other service',
    link: 'https://naver.me/x',
    kind: 'google-list',
    body: 'x',
    code: 'unsupported_link'
  },
  {
    name: 'a page instead of a folder',
    link: 'https://naver.me/x',
    kind: 'naver-list',
    body: 'x',
    code: 'unsupported_link'
  },
  {
    name: 'a folder in another form',
    link: 'https://map.naver.com/p/favorite/myPlace/folder/a1',
    kind: 'naver-list',
    body: '{"folder":7}',
    code: 'upstream_failed'
  },
  {
    name: 'an empty folder',
    link: 'https://map.naver.com/p/favorite/myPlace/folder/a1',
    kind: 'naver-list',
    body: '{"folder":{"name":"x","bookmarkCount":400},"bookmarkList":[]}',
    code: 'empty_list'
  }
]

for (const { name, link, kind, body, code } of emptyLists) {
  t.test(`nothing is imported from ${name}`, async (t) => {
    const { links } = await maps(t, (_, reply) => reply.end(body))
    await t.rejects(links.importList(link, kind), { code })
  })
}

t.test('of a very long list five hundred places are taken', async (t) => {
  const items = Array.from({ length: 501 }, (_, n) => item(`Place ${n}`, 41.9, 12.5))
  const { links } = await maps(t, (_, reply) => reply.end(googleList(items)))
  t.equal((await links.importList(LIST, 'google-list')).places.length, 500)
})
