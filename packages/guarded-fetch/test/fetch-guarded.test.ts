import type { RequestListener } from 'node:http'
import { createTestAuthority, leadTo, listen, PUBLIC_ADDRESS, startPlainHost, startWebHost } from '@trek/test-web-host'
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import { fetchGuarded, type FetchGuardedOptions, UnreachableError } from '../src/index.ts'

const HOST = 'maps.test'
const LIMITS = { timeoutMilliseconds: 5000, maxBytes: 1024 }

const authority = await createTestAuthority()
const certificate = await authority.issue(HOST)

async function webHost(t: Test, listener: RequestListener) {
  const host = await startWebHost(t, certificate, authority.ca, listener)
  return { ...host, options: { ...host.options, ...LIMITS } }
}

async function failure(url: string, options: FetchGuardedOptions): Promise<UnreachableError> {
  try {
    await fetchGuarded(new URL(url), options)
  } catch (error) {
    if (error instanceof UnreachableError) return error
    throw error
  }
  throw new Error('it was fetched')
}

t.test('an answer comes from exactly the address that was checked, with name and certificate', async (t) => {
  const host = await webHost(t, (request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/plain' }).end(`${request.headers.accept} ${request.headers.host}`)
  })
  const answer = await fetchGuarded(new URL(`https://${HOST}/a?b=c`), {
    ...host.options,
    headers: { accept: 'text/html' }
  })
  t.match(answer, { status: 200, headers: { 'content-type': 'text/plain' } })
  t.equal(answer.body.toString(), `text/html ${HOST}`)
  t.same(host.hits, ['/a?b=c'])
  t.same(host.lookups, [HOST], 'one look-up')
  t.same(host.connections, [[PUBLIC_ADDRESS, 443]])
  t.same(host.names, [HOST], 'server name indication')
})

t.test('a redirect is an answer: where it leads is the caller’s to judge', async (t) => {
  const host = await webHost(t, (_, reply) => reply.writeHead(302, { location: 'https://169.254.169.254/' }).end())
  t.match(await fetchGuarded(new URL(`https://${HOST}/`), host.options), {
    status: 302,
    headers: { location: 'https://169.254.169.254/' }
  })
  t.equal(host.connections.length, 1, 'nothing is followed')
})

t.test('a name that is rebound between two fetches is judged anew', async (t) => {
  const host = await webHost(t, (_, reply) => reply.end('ok'))
  const answers = [[PUBLIC_ADDRESS], ['127.0.0.1'], [PUBLIC_ADDRESS, '10.0.0.1']]
  const options = { ...host.options, resolve: async () => answers.shift() ?? [] }
  await fetchGuarded(new URL(`https://${HOST}/`), options)
  t.match(await failure(`https://${HOST}/`, options), { reason: 'address_not_public', detail: '127.0.0.1' })
  t.match(await failure(`https://${HOST}/`, options), { reason: 'address_not_public', detail: '10.0.0.1' })
  t.match(await failure(`https://${HOST}/`, options), { reason: 'name_not_resolved' })
  t.equal(host.connections.length, 1)
})

const refusedUrls = [
  { name: 'another scheme', url: `ftp://${HOST}/`, reason: 'url_refused' },
  { name: 'plain http', url: `http://${HOST}/`, reason: 'url_refused' },
  { name: 'http on loopback', url: 'http://127.0.0.1/', reason: 'url_refused' },
  { name: 'a port', url: `https://${HOST}:8443/`, reason: 'url_refused' }
]

for (const { name, url, reason } of refusedUrls) {
  t.test(`refuses ${name}`, async (t) => {
    const host = await webHost(t, (_, reply) => reply.end('ok'))
    t.match(await failure(url, host.options), { reason, message: 'The address could not be reached' })
    t.same([host.lookups, host.connections], [[], []])
  })
}

t.test('addresses of a network of our own are refused, however the URL writes them', async (t) => {
  for (const url of ['https://127.0.0.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://[::1]/']) {
    const error = await failure(url, { ...LIMITS, resolve: async (name) => [name.replace(/[[\]]/g, '')] })
    t.equal(error.reason, 'address_not_public', url)
  }
})

const refusedAnswers: { name: string; reason: string; listener: RequestListener }[] = [
  {
    name: 'a body above the limit',
    reason: 'too_large',
    listener: (_, reply) => void reply.write('x'.repeat(1025))
  },
  {
    name: 'an announced length above the limit',
    reason: 'too_large',
    listener: (_, reply) => reply.writeHead(200, { 'content-length': '1025' }).flushHeaders()
  },
  { name: 'a connection that breaks off', reason: 'answer_malformed', listener: (_, reply) => void reply.destroy() },
  { name: 'no answer in time', reason: 'timed_out', listener: () => {} }
]

for (const { name, reason, listener } of refusedAnswers) {
  t.test(`refuses ${name}`, async (t) => {
    const host = await webHost(t, listener)
    // A busy machine needs its time for what fails by itself.
    const timeoutMilliseconds = reason === 'timed_out' ? 300 : 5000
    t.equal((await failure(`https://${HOST}/`, { ...host.options, timeoutMilliseconds })).reason, reason)
  })
}

t.test('a certificate of somebody else is refused', async (t) => {
  const stranger = await createTestAuthority('Stranger')
  const host = await startWebHost(t, await stranger.issue(HOST), authority.ca, (_, reply) => reply.end('ok'))
  t.equal((await failure(`https://${HOST}/`, { ...host.options, ...LIMITS })).reason, 'tls_failed')
})

t.test('who refuses by the head alone ends the fetch', async (t) => {
  const host = await webHost(t, (_, reply) => reply.writeHead(404).flushHeaders())
  const checkHead = ({ status }: { status: number }) => {
    throw new RangeError(`${status}`)
  }
  await t.rejects(fetchGuarded(new URL(`https://${HOST}/`), { ...host.options, checkHead }), {
    name: 'RangeError',
    message: '404'
  })
})

t.test('one time limit covers a name, a connection and a handshake that never end', async (t) => {
  const silent = leadTo(await listen(t, createServer())).options
  const never = new Promise<never>(() => {})
  for (const options of [{ ...silent, resolve: () => never }, { ...silent, connect: () => never }, silent]) {
    const startedAt = performance.now()
    const error = await failure(`https://${HOST}/`, { ...options, ...LIMITS, timeoutMilliseconds: 200 })
    t.equal(error.reason, 'timed_out')
    t.ok(performance.now() - startedAt < 1500)
  }
})

t.test('a server on loopback may be told to fetch from loopback', async (t) => {
  const port = await startPlainHost(t, (_, reply) => reply.end('here'))
  const options = { ...LIMITS, allowLoopbackHttp: true }
  t.equal((await fetchGuarded(new URL(`http://localhost:${port}/`), options)).body.toString(), 'here')
  t.equal((await failure(`http://${HOST}/`, options)).reason, 'url_refused')
})
