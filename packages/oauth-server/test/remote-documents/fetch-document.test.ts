import { createServer, type Socket } from 'node:net'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { DocumentUnavailableError } from '../../src/remote-documents/document-unavailable-error.ts'
import { fetchDocument, type FetchDocumentOptions } from '../../src/remote-documents/fetch-document.ts'
import { createTestAuthority, leadTo, listen, PUBLIC_ADDRESS, startPlainHost, startWebHost } from '@trek/test-web-host'

const HOST = 'client.test'
const DOCUMENT_URL = `https://${HOST}/oauth/client.json`
const MESSAGE = 'The document could not be loaded'

const authority = await createTestAuthority()
const certificate = await authority.issue(HOST)

function webHost(t: Test, listener: RequestListener) {
  return startWebHost(t, certificate, authority.ca, listener)
}

function json(reply: ServerResponse, body: unknown = { ok: true }, headers: Record<string, string> = {}) {
  reply.writeHead(200, { 'content-type': 'application/json', ...headers })
  reply.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body))
}

async function failure(url: string, options: FetchDocumentOptions): Promise<DocumentUnavailableError> {
  try {
    await fetchDocument(url, options)
  } catch (error) {
    if (error instanceof DocumentUnavailableError) return error
    throw error
  }
  throw new Error('the document was loaded')
}

t.test('AS-104: a document is fetched from exactly the checked address, name and certificate kept', async (t) => {
  const seen: IncomingMessage[] = []
  const host = await webHost(t, (request, reply) => {
    seen.push(request)
    json(reply, { client_id: DOCUMENT_URL }, { 'cache-control': 'max-age=7200' })
  })
  const answer = await fetchDocument(`${DOCUMENT_URL}?v=%41`, host.options)

  t.same(answer, { body: { client_id: DOCUMENT_URL }, cacheSeconds: 7200 })
  t.same(host.lookups, [HOST], 'one look-up')
  t.same(host.connections, [[PUBLIC_ADDRESS, 443]])
  t.same(host.names, [HOST], 'server name indication')
  t.same(host.hits, ['/oauth/client.json?v=%41'])
  t.same(seen[0]?.headers, {
    host: HOST,
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'oauth-server',
    connection: 'close'
  })
  t.equal(seen[0]?.method, 'GET')
})

t.test('AS-108: without cache headers the answer does not say how long it may be kept', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  t.same(await fetchDocument(DOCUMENT_URL, host.options), { body: { ok: true }, cacheSeconds: undefined })
})

t.test('AS-104: two fetches share no connection', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  await fetchDocument(DOCUMENT_URL, host.options)
  await fetchDocument(DOCUMENT_URL, host.options)
  t.equal(host.connections.length, 2)
  t.equal(host.names.length, 2)
})

t.test('AS-104: kinds of JSON, any value, any size up to the limit', async (t) => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON ;charset=utf-8',
    'application/client-metadata+json',
    'application/vnd.a.b+json;v=1'
  ]) {
    const host = await webHost(t, (_, reply) => json(reply, '[1]', { 'content-type': type }))
    t.same((await fetchDocument(DOCUMENT_URL, host.options)).body, [1], type)
  }
  const full = JSON.stringify('x'.repeat(5118))
  const host = await webHost(t, (_, reply) => json(reply, full))
  t.equal(full.length, 5120)
  t.equal((await fetchDocument(DOCUMENT_URL, host.options)).body, 'x'.repeat(5118))
})

t.test('AS-104: a rebinding name gets no second look-up', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  const answers = [[PUBLIC_ADDRESS], ['127.0.0.1'], ['127.0.0.1']]
  const resolve = async () => answers.shift() ?? []
  await fetchDocument(DOCUMENT_URL, { ...host.options, resolve })
  t.equal(answers.length, 2, 'asked once')
  t.same(host.connections, [[PUBLIC_ADDRESS, 443]])

  const error = await failure(DOCUMENT_URL, { ...host.options, resolve })
  t.match(error, { reason: 'address_not_public', detail: '127.0.0.1' }, 'the next fetch judges anew')
  t.equal(host.connections.length, 1)
})

t.test('AS-104: a name that leads inside, even once among many, is not connected to', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  for (const addresses of [
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:10.0.0.1'],
    ['fd00::1'],
    ['fe80::1%eth0'],
    ['64:ff9b::7f00:1'],
    [PUBLIC_ADDRESS, '192.168.0.1'],
    ['192.168.0.1', PUBLIC_ADDRESS],
    [PUBLIC_ADDRESS, '2606:4700::1111', '::1'],
    ['localhost']
  ]) {
    const error = await failure(DOCUMENT_URL, { ...host.options, resolve: async () => addresses })
    t.equal(error.reason, 'address_not_public', addresses.join())
  }
  t.same(host.connections, [])
})

t.test('AS-104: without an injected connection the guard is the same', async (t) => {
  let hits = 0
  const server = createServer(() => hits++)
  await listen(t, server)
  const error = await failure(DOCUMENT_URL, { resolve: async () => ['127.0.0.1'] })
  t.equal(error.reason, 'address_not_public')
  t.equal(hits, 0)
})

t.test('AS-104: a name that cannot be resolved', async (t) => {
  const { options } = leadTo(1)
  for (const resolve of [
    async () => [],
    async () => {
      throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    },
    () => {
      throw new Error('at once')
    }
  ]) {
    t.equal((await failure(DOCUMENT_URL, { ...options, resolve })).reason, 'name_not_resolved')
  }
})

t.test('AS-104: URLs that break a rule are not even looked up', async (t) => {
  const { options, lookups, connections } = leadTo(1)
  for (const url of [
    'https://127.0.0.1/a',
    'https://8.8.8.8/a',
    'https://[::1]/a',
    'https://2130706433/a',
    'https://localhost/a',
    'https://a.internal/a',
    'http://client.test/a',
    'http://localhost/a',
    'https://client.test:8443/a',
    'https://client.test/'
  ]) {
    t.match(await failure(url, options), { reason: 'url_refused', detail: /./ }, url)
  }
  t.same([lookups, connections], [[], []])
})

t.test('AS-104: an address of the other family is tried when the first is dead, and no more than these', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  const tried: string[] = []
  const options: FetchDocumentOptions = {
    ...host.options,
    resolve: async () => ['8.8.8.8', '8.8.4.4', '2606:4700::1', '2606:4700::2'],
    connect(address, port) {
      tried.push(address)
      if (address === '8.8.8.8') throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
      return host.options.connect(address, port)
    }
  }
  t.same((await fetchDocument(DOCUMENT_URL, options)).body, { ok: true })
  t.same(tried, ['8.8.8.8', '2606:4700::1'])
})

t.test('AS-104: an address that does not answer gives way, and its late connection is closed', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  let open: (socket: PassThrough) => void = () => {}
  const late = new PassThrough()
  const { body } = await fetchDocument(DOCUMENT_URL, {
    ...host.options,
    resolve: async () => ['8.8.8.8', '2606:4700::1'],
    connect: (address, port) =>
      address === '8.8.8.8'
        ? new Promise((resolve) => {
            open = resolve
          })
        : host.options.connect(address, port)
  })
  t.same(body, { ok: true })
  open(late)
  await new Promise(setImmediate)
  t.ok(late.destroyed)
})

t.test('AS-104: nothing listens', async (t) => {
  const server = createServer()
  const port = await listen(t, server)
  await new Promise((resolve) => server.close(resolve))
  const error = await failure(DOCUMENT_URL, leadTo(port).options)
  t.equal(error.reason, 'tls_failed', 'a connection handed over unopened')
  t.equal(error.detail, 'ECONNREFUSED')
  const refuse = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))
  t.match(await failure(DOCUMENT_URL, { ...leadTo(port).options, connect: refuse }), {
    reason: 'connection_failed',
    detail: 'ECONNREFUSED'
  })
})

t.test('AS-104: TLS is verified', async (t) => {
  const listener: RequestListener = (_, reply) => json(reply)
  const foreign = await createTestAuthority('Foreign authority')
  const hour = 3_600_000
  const cases = [
    {
      name: 'a certificate of another host',
      certificate: await authority.issue('other.test'),
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID'
    },
    {
      name: 'a certificate of an authority nobody knows',
      certificate: await foreign.issue(HOST),
      detail: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/
    },
    {
      name: 'an expired certificate',
      certificate: await authority.issue(HOST, {
        notBeforeDate: new Date(Date.now() - 2 * hour),
        notAfterDate: new Date(Date.now() - hour)
      }),
      detail: 'CERT_HAS_EXPIRED'
    }
  ]
  const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  t.teardown(() => {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
  })
  for (const { name, certificate, detail } of cases) {
    const host = await startWebHost(t, certificate, authority.ca, listener)
    t.match(await failure(DOCUMENT_URL, host.options), { reason: 'tls_failed', detail }, name)
    t.same(host.hits, [], 'no request was sent')
  }
  const host = await webHost(t, listener)
  const { ca: _, ...withoutAuthority } = host.options
  t.equal((await failure(DOCUMENT_URL, withoutAuthority)).reason, 'tls_failed', 'the private authority is not named')
  t.equal((await failure(DOCUMENT_URL, { ...host.options, ca: 'nonsense' })).reason, 'tls_failed')
  t.same((await fetchDocument(DOCUMENT_URL, { ...host.options, ca: [authority.ca] })).body, { ok: true })
})

t.test('AS-104: a server that does not speak TLS', async (t) => {
  const port = await startPlainHost(t, (_, reply) => json(reply))
  t.equal((await failure(DOCUMENT_URL, leadTo(port, authority.ca).options)).reason, 'tls_failed')
})

const refusedAnswers: { name: string; reason: string; detail?: string; listener: RequestListener }[] = [
  ...[301, 302, 303, 304, 307, 308, 300].map((status) => ({
    name: `a redirect with ${status}`,
    reason: 'redirected',
    detail: String(status),
    listener: (_: IncomingMessage, reply: ServerResponse) => {
      reply.writeHead(status, { location: `https://${HOST}/other.json`, 'content-type': 'application/json' }).end()
    }
  })),
  ...[201, 202, 204, 206, 400, 401, 404, 500, 503].map((status) => ({
    name: `status ${status}`,
    reason: 'status_not_ok',
    detail: String(status),
    listener: (_: IncomingMessage, reply: ServerResponse) => {
      reply.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : '{}')
    }
  })),
  ...[
    'text/html',
    'text/plain',
    'text/json',
    'application/jsonp',
    'application/xjson',
    'application/json+xml',
    'json'
  ].map((type) => ({
    name: `content type ${type}`,
    reason: 'not_json',
    detail: 'content type',
    listener: (_: IncomingMessage, reply: ServerResponse) => json(reply, {}, { 'content-type': type })
  })),
  {
    name: 'no content type',
    reason: 'not_json',
    listener: (_, reply) => {
      reply.writeHead(200).end('{}')
    }
  },
  {
    name: 'a gzip answer',
    reason: 'content_encoded',
    listener: (_, reply) => json(reply, gzipSync('{}'), { 'content-encoding': 'gzip' })
  },
  {
    name: 'a compression bomb',
    reason: 'content_encoded',
    listener: (_, reply) => json(reply, gzipSync(Buffer.alloc(2_000_000, 32)), { 'content-encoding': 'gzip' })
  },
  {
    name: 'any other content encoding',
    reason: 'content_encoded',
    listener: (_, reply) => json(reply, '{}', { 'content-encoding': 'identity' })
  },
  {
    name: '11 KB, announced and never sent',
    reason: 'too_large',
    listener: (_, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '11264' }).flushHeaders()
    }
  },
  {
    name: '11 KB, in chunks',
    reason: 'too_large',
    listener: (_, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json' })
      for (let i = 0; i < 11; i++) reply.write(' '.repeat(1024))
      reply.end('{}')
    }
  },
  {
    name: 'one byte too many',
    reason: 'too_large',
    listener: (_, reply) => json(reply, JSON.stringify('x'.repeat(5119)))
  },
  { name: 'invalid JSON', reason: 'not_json', detail: 'body', listener: (_, reply) => json(reply, '{"a":') },
  { name: 'an empty body', reason: 'not_json', detail: 'body', listener: (_, reply) => json(reply, '') },
  {
    name: 'invalid UTF-8',
    reason: 'not_json',
    detail: 'body',
    listener: (_, reply) => json(reply, Buffer.from([0x22, 0xff, 0x22]))
  },
  {
    name: 'a body that breaks off',
    reason: 'answer_malformed',
    listener: (_, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      reply.write('{}')
      setTimeout(() => reply.destroy(), 20)
    }
  },
  { name: 'a connection that breaks off', reason: 'answer_malformed', listener: (_, reply) => void reply.destroy() },
  {
    name: 'something that is not HTTP',
    reason: 'answer_malformed',
    listener: (_, reply) => void reply.socket?.end('SSH-2.0-OpenSSH_9.6\r\n')
  },
  {
    name: 'endless headers',
    reason: 'answer_malformed',
    listener: (_, reply) => json(reply, {}, { 'x-long': 'x'.repeat(9000) })
  },
  {
    name: 'a switch of protocols',
    reason: 'answer_malformed',
    listener: (_, reply) =>
      void reply.socket?.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')
  }
]

t.test('AS-104, AS-105: whatever is wrong with an answer, the refusal reads the same', async (t) => {
  for (const { name, reason, detail, listener } of refusedAnswers) {
    const host = await webHost(t, listener)
    const error = await failure(DOCUMENT_URL, host.options)
    t.equal(error.reason, reason, name)
    if (detail !== undefined) t.equal(error.detail, detail, `${name}: detail`)
    t.equal(error.message, MESSAGE)
    t.equal(host.hits.length, 1, `${name}: one request, nothing followed`)
    t.equal(host.connections.length, 1)
  }
})

t.test('AS-104: reading stops at the limit', async (t) => {
  let written = 0
  let closed: () => void = () => {}
  const hungUp = new Promise<void>((resolve) => {
    closed = resolve
  })
  const host = await webHost(t, (_, reply) => {
    reply.writeHead(200, { 'content-type': 'application/json' })
    const pour = setInterval(() => {
      reply.write(' '.repeat(1024))
      written++
    }, 2)
    reply.on('close', () => {
      clearInterval(pour)
      closed()
    })
  })
  t.equal((await failure(DOCUMENT_URL, host.options)).reason, 'too_large')
  await hungUp
  t.ok(written < 100, `the sender was cut off after ${written} KB`)
})

t.test('AS-104: a larger limit is the caller’s to set', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply, JSON.stringify('x'.repeat(8000))))
  t.equal((await fetchDocument(DOCUMENT_URL, { ...host.options, maxBytes: 10_240 })).body, 'x'.repeat(8000))
})

t.test('AS-104: one time limit covers every step', async (t) => {
  const silent = await listen(t, createServer())
  const drip = (reply: ServerResponse, piece: string) => {
    const timer = setInterval(() => reply.socket?.write(piece), 20)
    reply.on('close', () => clearInterval(timer))
  }
  const slowBody = await webHost(t, (_, reply) => {
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    reply.flushHeaders()
    drip(reply, ' ')
  })
  const slowHead = await webHost(t, (_, reply) => {
    reply.socket?.write('HTTP/1.1 200 OK\r\n')
    drip(reply, 'x: y\r\n')
  })
  const slowHints = await webHost(t, (_, reply) => drip(reply, 'HTTP/1.1 103 Early Hints\r\n\r\n'))
  const noAnswer = await webHost(t, () => {})
  const never = new Promise<never>(() => {})
  const cases: { name: string; options: FetchDocumentOptions }[] = [
    { name: 'a name that is never resolved', options: { ...leadTo(silent).options, resolve: () => never } },
    { name: 'a connection that never opens', options: { ...leadTo(silent).options, connect: () => never } },
    { name: 'a TLS handshake that never ends', options: leadTo(silent).options },
    { name: 'a request that is never answered', options: noAnswer.options },
    { name: 'headers by the line', options: slowHead.options },
    { name: 'endless early hints', options: slowHints.options },
    { name: 'a body by the byte', options: slowBody.options }
  ]
  for (const { name, options } of cases) {
    const startedAt = performance.now()
    const error = await failure(DOCUMENT_URL, { ...options, timeoutMilliseconds: 250 })
    const took = performance.now() - startedAt
    t.match(error, { reason: 'timed_out', message: MESSAGE }, name)
    t.ok(took > 200 && took < 1500, `${name}: after ${Math.round(took)} ms`)
  }
})

t.test('AS-104: every connection is closed when the fetch is over', async (t) => {
  const sockets: Socket[] = []
  const host = await webHost(t, (request, reply) => {
    sockets.push(request.socket)
    if (request.url === '/slow') reply.writeHead(200, { 'content-type': 'application/json' }).write(' ')
    else if (request.url === '/missing') reply.writeHead(404).write(' ')
    else json(reply)
  })
  await fetchDocument(DOCUMENT_URL, host.options)
  await failure(`https://${HOST}/slow`, { ...host.options, timeoutMilliseconds: 200 })
  await failure(`https://${HOST}/missing`, host.options)
  await Promise.all(
    sockets.map(async (socket) => socket.destroyed || new Promise((resolve) => void socket.once('close', resolve)))
  )
  t.equal(sockets.length, 3)
})

t.test('AS-104: proxies of the environment are not used', async (t) => {
  let proxied = 0
  const proxy = await listen(
    t,
    createServer((socket) => {
      proxied++
      socket.destroy()
    })
  )
  const host = await webHost(t, (_, reply) => json(reply))
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) {
    const before = process.env[name]
    process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${proxy}`
    t.teardown(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
  }
  await fetchDocument(DOCUMENT_URL, host.options)
  t.same(host.connections, [[PUBLIC_ADDRESS, 443]])
  t.equal(proxied, 0)
})

t.test('AS-102: a server on loopback may fetch from loopback, over http', async (t) => {
  const hosts: (string | undefined)[] = []
  const port = await startPlainHost(t, (request, reply) => {
    hosts.push(request.headers.host)
    if (request.url === '/away') reply.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else json(reply)
  })
  const resolve = async () => {
    throw new Error('loopback is not looked up')
  }
  for (const name of ['localhost', '127.0.0.1']) {
    const url = `http://${name}:${port}/client.json`
    t.same((await fetchDocument(url, { resolve, allowLoopbackHttp: true })).body, { ok: true }, url)
    t.equal((await failure(url, { resolve })).reason, 'url_refused', 'not unless it is allowed')
  }
  t.same(hosts, [`localhost:${port}`, `127.0.0.1:${port}`])
  const away = await failure(`http://localhost:${port}/away`, { resolve, allowLoopbackHttp: true })
  t.equal(away.reason, 'redirected')
})

t.test('AS-104: allowing http on loopback opens no other door', async (t) => {
  const host = await webHost(t, (_, reply) => json(reply))
  const options = { ...host.options, allowLoopbackHttp: true }
  t.equal(
    (await failure(DOCUMENT_URL, { ...options, resolve: async () => ['127.0.0.1'] })).reason,
    'address_not_public'
  )
  t.equal((await failure('http://client.test/a', options)).reason, 'url_refused')
  t.equal((await failure('https://localhost/a', options)).reason, 'url_refused')
  t.same(host.connections, [])
})
