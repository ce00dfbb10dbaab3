import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import t, { type Test } from 'tap'
import { listen } from '@trek/test-web-host'
import { OutsideError } from '../../src/index.ts'
import { type Answering, outsideAt, startService } from '../support/service.ts'

const ROME = {
  osm_type: 'relation',
  osm_id: 41485,
  name: 'Roma',
  display_name: 'Roma, Italia',
  lat: '41.9',
  lon: '12.5'
}

async function failure(promised: Promise<unknown>): Promise<OutsideError> {
  try {
    await promised
  } catch (error) {
    if (error instanceof OutsideError) return error
    throw error
  }
  throw new Error('it was answered')
}

async function serviceWith(t: Test, answer: Answering) {
  const service = await startService(t, answer)
  return { ...service, outside: outsideAt(service.url, { timeoutMilliseconds: 30_000 }) }
}

t.test('a service hears who asks', async (t) => {
  const { outside, asked } = await serviceWith(t, () => [ROME])
  await outside.placeSearch.search('Rome')
  t.match(asked[0]?.headers, { 'user-agent': 'TREK/1.0 (https://trips.example)', accept: 'application/json' })
})

const stumbles: { name: string; answer: Answering }[] = [
  { name: 'a fault of the service', answer: (_, reply, count) => (count === 1 ? reply.code(503).send() : [ROME]) },
  { name: 'a connection that breaks off', answer: (_, reply, count) => (count === 1 ? breakOff(reply) : [ROME]) }
]

for (const { name, answer } of stumbles) {
  t.test(`after ${name} it asks once more`, async (t) => {
    const { outside, asked } = await serviceWith(t, answer)
    t.match(await outside.placeSearch.search('Rome'), { places: [{ name: 'Roma' }] })
    t.equal(asked.length, 2)
    t.same(outside.failures, [])
  })
}

/** Each: what a service does wrong, how often it is then asked, and what the log is told. */
const failures: { name: string; answer: Answering; attempts: number; reason: string }[] = [
  {
    name: 'faults of the service',
    answer: (_, reply) => reply.code(500).send('at db.js:7'),
    attempts: 2,
    reason: 'status_500'
  },
  { name: 'connections that break off', answer: (_, reply) => breakOff(reply), attempts: 2, reason: 'UND_ERR_SOCKET' },
  { name: 'a refusal', answer: (_, reply) => reply.code(403).send({ secret: 1 }), attempts: 1, reason: 'status_403' },
  {
    name: 'broken JSON',
    answer: (_, reply) => reply.type('application/json').send('[{"lat":'),
    attempts: 1,
    reason: 'not_json'
  },
  { name: 'a page', answer: (_, reply) => reply.type('text/html').send('<h1>Hello'), attempts: 1, reason: 'not_json' },
  { name: 'other JSON', answer: () => ({ places: 7 }), attempts: 1, reason: 'unexpected_answer' },
  {
    name: 'an answer without end',
    answer: (_, reply) => reply.send('x'.repeat(4_200_000)),
    attempts: 1,
    reason: 'too_large'
  },
  { name: 'a small answer that unpacks to a large one', answer: bomb, attempts: 1, reason: 'too_large' },
  {
    name: 'a redirect into our network',
    answer: (_, reply) => reply.redirect('http://169.254.169.254/latest/meta-data'),
    attempts: 1,
    reason: 'status_302'
  }
]

for (const { name, answer, attempts, reason } of failures) {
  t.test(`${name}: one sentence for whoever asked, the reason for the log`, async (t) => {
    const { outside, asked } = await serviceWith(t, answer)
    t.match(await failure(outside.placeSearch.search('Rome')), {
      code: 'upstream_failed',
      message: 'The search of OpenStreetMap cannot be reached at the moment: try again later'
    })
    t.equal(asked.length, attempts)
    t.same(outside.failures, [`The search of OpenStreetMap: ${reason}`])
  })
}

t.test('a service that has had enough is not asked again', async (t) => {
  const { outside, asked } = await serviceWith(t, (_, reply) => reply.code(429).header('retry-after', '1').send())
  t.match(await failure(outside.placeSearch.search('Rome')), { code: 'rate_limited', message: /try again in a minute/ })
  t.equal(asked.length, 1)
})

t.test('one time limit holds for a slow answer, a slow body and a silent address', async (t) => {
  const silent = await listen(t, createServer())
  const slow = await startService(t, () => new Promise(() => {}))
  const drip = await startService(t, (_, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => reply.raw.write(' '), 20)
    reply.raw.on('close', () => clearInterval(timer))
  })
  for (const url of [slow.url, drip.url, `http://127.0.0.1:${silent}`]) {
    const outside = outsideAt(url, { timeoutMilliseconds: 250 })
    const startedAt = performance.now()
    t.equal((await failure(outside.placeSearch.search('Rome'))).code, 'upstream_failed')
    t.ok(performance.now() - startedAt < 10_000)
    t.same(outside.failures, ['The search of OpenStreetMap: timed_out'])
  }
})

t.test('an address where nobody is', async (t) => {
  const outside = outsideAt('http://127.0.0.1:9')
  t.equal((await failure(outside.placeSearch.search('Rome'))).code, 'upstream_failed')
  t.equal(outside.failures.length, 1)
})

t.test('equal questions are one question, also later; failures are not kept', async (t) => {
  const { outside, asked } = await serviceWith(t, (_, reply, count) => (count === 1 ? reply.code(403).send() : [ROME]))
  await failure(outside.placeSearch.search('Rome'))
  const answers = await Promise.all(Array.from({ length: 20 }, () => outside.placeSearch.search('Rome')))
  await outside.placeSearch.search(' rome ')
  t.equal(asked.length, 2)
  t.ok(answers.every(({ places }) => places[0]?.name === 'Roma'))
})

t.test('what changes the answer is another question', async (t) => {
  const { outside, asked } = await serviceWith(t, () => [ROME])
  await outside.placeSearch.search('Rome', 'en')
  await outside.placeSearch.search('Rome', 'de')
  await outside.placeSearch.search('Rome', 'de', { lat: 34, lng: -85 })
  t.equal(asked.length, 3)
})

t.test('Nominatim is asked no more than its policy allows, by everybody together', async (t) => {
  const times: number[] = []
  const service = await startService(t, ({ path }) => {
    times.push(performance.now())
    return path === '/reverse' ? { error: 'Unable to geocode' } : []
  })
  const outside = outsideAt(service.url, { nominatimSpacingMilliseconds: 100, timeoutMilliseconds: 800 })
  const startedAt = performance.now()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) =>
      n % 2 ? outside.placeSearch.search(`Rome ${n}`) : outside.geocoder.reverse({ lat: n, lng: n }, 'en')
    )
  )
  t.ok(times.length >= 4)
  t.ok(
    times.every((time, at) => time - startedAt >= at * 100 - 5),
    times.map((time) => Math.round(time - startedAt)).join(' ')
  )
  const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
  t.ok(refused.length >= 4 && refused.every(({ reason }) => (reason as OutsideError).code === 'rate_limited'))
})

t.test('switched off, nothing is asked and everything says so at once', async (t) => {
  const service = await startService(t, () => [])
  const { placeSearch, placeDetails, geocoder, links, transit, weather, rates } = outsideAt(service.url, {
    isOn: false
  })
  const rome = { lat: 41.9, lng: 12.5, name: 'Rome' }
  for (const looked of [
    placeSearch.search('Rome'),
    placeDetails.details('node:1', 'en'),
    geocoder.reverse(rome, 'en'),
    links.resolve('https://maps.app.goo.gl/x'),
    links.importList('https://www.google.com/maps/placelists/list/abcdefghijklmnop', 'google-list'),
    links.importList('https://naver.me/x', 'naver-list'),
    transit.stops('Termini'),
    transit.routes({ from: rome, to: rome }),
    weather.day(rome, '2027-06-10', 'en'),
    weather.hourly(rome, '2027-06-10', 'en')
  ])
    t.match(await failure(looked), { code: 'upstream_failed', message: /switched off on this server/ })
  t.equal(await rates.of('EUR'), undefined)
  // A link that tells its position needs nobody.
  t.match(await links.resolve('https://www.google.com/maps/@41.9,12.5,15z'), { ...rome, name: null, address: null })
  t.same(service.asked, [])
})

function breakOff(reply: FastifyReply): FastifyReply {
  reply.hijack()
  const socket: Socket | null = reply.raw.socket
  socket?.destroy()
  return reply
}

function bomb(_: unknown, reply: FastifyReply) {
  return reply
    .type('application/json')
    .header('content-encoding', 'gzip')
    .send(gzipSync(`"${'x'.repeat(5_000_000)}"`))
}
