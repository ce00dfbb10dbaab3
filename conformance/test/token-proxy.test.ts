import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { freePort } from '../src/free-port.ts'
import { startTokenProxy } from '../src/token-proxy.ts'

/** A server with the proxy before it, and what sends the proxy a request. */
async function behindProxy(t: Test, listener: RequestListener) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = await freePort()
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await startTokenProxy({ port, upstream, path: '/mcp', token: 'lent' }, t)
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    request({ host: '127.0.0.1', port, method, path, headers })
  return { port, server, send }
}

async function replyTo(sent: ReturnType<typeof request>): Promise<IncomingMessage> {
  const [reply] = (await once(sent, 'response')) as [IncomingMessage]
  return reply
}

t.test('the token is lent to the endpoint, and everything else is forwarded as it came', async (t) => {
  const { send } = await behindProxy(t, ({ method, url, headers, rawHeaders }, response) => {
    const names = rawHeaders.filter((_, at) => at % 2 === 0)
    response.writeHead(418, 'Teapot', [['X-Twice', '1'] as never, ['X-Twice', '2'] as never])
    response.end(JSON.stringify({ method, url, headers, names }))
  })
  const headers = { Host: 'evil.example', Origin: 'http://evil.example', 'MCP-Method': 'ping', 'X-Padded': '  a  ' }
  const reply = await replyTo(send('DELETE', '/mcp?a=1', headers).end())
  t.equal(reply.statusCode, 418)
  t.equal(reply.statusMessage, 'Teapot')
  t.equal(reply.headers['x-twice'], '1, 2')
  const seen = JSON.parse(await text(reply)) as { headers: object; names: string[] }
  t.match(seen, {
    method: 'DELETE',
    url: '/mcp?a=1',
    headers: { host: 'evil.example', origin: 'http://evil.example', authorization: 'Bearer lent', 'x-padded': 'a' }
  })
  t.ok(seen.names.includes('MCP-Method'), 'header names are written as they were')
})

t.test('who has a token keeps it, and other paths get none', async (t) => {
  const { send } = await behindProxy(t, ({ headers }, response) => response.end(headers.authorization ?? 'none'))
  t.equal(await text(await replyTo(send('POST', '/mcp', { authorization: 'Bearer own' }).end())), 'Bearer own')
  t.equal(await text(await replyTo(send('POST', '/oauth/token').end())), 'none')
  t.equal(await text(await replyTo(send('POST', '/mcp/').end())), 'none')
})

t.test('both bodies go through piece by piece', async (t) => {
  const { send } = await behindProxy(t, (incoming, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    incoming.pipe(response)
  })
  const sent = send('POST', '/mcp')
  sent.flushHeaders()
  const reply = await replyTo(sent)
  t.equal(reply.headers['content-type'], 'text/event-stream', 'before there is any event')
  for (const piece of ['data: 1\n\n', 'data: 2\n\n']) {
    sent.write(piece)
    const [chunk] = (await once(reply, 'data')) as [Buffer]
    t.equal(chunk.toString(), piece)
  }
  sent.end()
  await once(reply, 'end')
})

t.test('a client that goes away is gone on the other side', async (t) => {
  const { send, server } = await behindProxy(t, (_, response) => response.writeHead(200).flushHeaders())
  const arrived = once(server, 'request') as Promise<[IncomingMessage]>
  const sent = send('GET', '/mcp').end()
  await replyTo(sent)
  const [incoming] = await arrived
  const left = once(incoming.socket, 'close')
  sent.destroy()
  await left
  t.pass('its connection is closed')
})

t.test('a server that breaks off is not mistaken for one that has finished', async (t) => {
  const { send } = await behindProxy(t, (incoming, response) => {
    if (incoming.url === '/at-once') incoming.socket.destroy()
    else response.writeHead(200).write('half', () => incoming.socket.destroy())
  })
  t.equal((await replyTo(send('GET', '/at-once').end())).statusCode, 502)
  const reply = await replyTo(send('GET', '/later').end())
  await t.rejects(text(reply), { code: 'ECONNRESET' })
})
