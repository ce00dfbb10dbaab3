import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import Fastify from 'fastify'
import t from 'tap'
import { watchReplies } from '../src/index.ts'

const VERSION = 'io.modelcontextprotocol/protocolVersion'
const tool = { name: 'echo', inputSchema: { type: 'object' } }
const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const newest = { ...listTools, params: { _meta: { [VERSION]: '2026-07-28' } } }
const complete = { tools: [tool], resultType: 'complete', ttlMs: 0, cacheScope: 'private' }

/** A watch that keeps what it would fail the test with. */
function watch() {
  const failures: string[] = []
  return { failures, replies: watchReplies({ fail: (message) => failures.push(message) }) }
}

interface Reply {
  status?: number
  type?: string
  body: string
}

const json = (message: object) => ({ body: JSON.stringify(message) })
const answer = (result: object, id: number | null = 1) => json({ jsonrpc: '2.0', id, result })

/** What the check says of a reply to a request with these headers. */
function judge(sent: unknown, { status = 200, type = 'application/json', body }: Reply, headers = {}): string[] {
  const { failures, replies } = watch()
  const request = { method: 'POST', headers, payload: typeof sent === 'string' ? sent : JSON.stringify(sent) }
  replies.injected(request, { statusCode: status, headers: { 'content-type': type }, payload: body })
  return failures
}

t.test('a reply is judged by the revision that the request names', async (t) => {
  t.same(judge(newest, answer(complete)), [])
  t.match(judge(newest, answer({ tools: [tool] })), [/2026-07-28: ListToolsResult.*cacheScope/, /./, /./])
  t.same(judge(listTools, answer({ tools: [tool] })), [], 'no version: the oldest')
  t.match(judge(listTools, answer({ tools: [{}] })), [/2025-03-26/, /2025-03-26/])
  t.match(judge(listTools, answer({ tools: [{}] }), { 'MCP-Protocol-Version': '2025-06-18' }), [/2025-06-18/, /./])
  const unknown = { jsonrpc: '2.0', id: 1, error: { code: -32022, message: 'no', data: {} } }
  t.match(
    judge(listTools, { status: 400, ...json(unknown) }, { 'mcp-protocol-version': 'v999' }),
    [/2026-07-28.*'requested'/, /2026-07-28.*'supported'/],
    'a version that nobody knows: the newest'
  )
})

t.test('a handshake is judged by the revision that comes out of it', async (t) => {
  const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2099-01-01' } }
  const result = { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'x', version: '1' } }
  t.same(judge(initialize, answer(result)), [])
  t.match(judge(initialize, answer({ ...result, serverInfo: {} })), [/2025-06-18/, /2025-06-18/])
  t.match(judge(initialize, answer({})), [/2025-11-25/, /./, /./])
})

t.test('every event of a stream is judged', async (t) => {
  const type = 'text/event-stream'
  const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } }
  const events = (...messages: object[]) => messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join('')
  const result = { jsonrpc: '2.0', id: 1, result: complete }
  t.same(judge(newest, { type, body: `: hello\n\nid: 1\ndata:\n\n${events(progress, result)}` }), [])
  t.match(judge(newest, { type, body: events({ ...progress, params: {} }, result) }), [/Progress/, /Progress/])
  t.match(judge(newest, { type, body: events(progress, { ...result, result: {} }) }), [/ListTools/, /./, /./, /./])
  t.match(judge(newest, { type, body: 'event: message\r\ndata: {"jsonrpc":\r\ndata: "2.0"}\r\n\r\n' }), [/no JSON-RPC/])
  t.match(judge(newest, { type, body: 'data: oops\n\n' }), [/no JSON-RPC message/])
  t.same(judge('', { type, body: 'data: {"trip":1}\n\n' }), [], 'a stream of something else')
})

t.test('every message of a batch is judged by what it answers', async (t) => {
  const batch = [listTools, { jsonrpc: '2.0', id: 2, method: 'ping' }]
  const replies = [
    { jsonrpc: '2.0', id: 2, result: {} },
    { jsonrpc: '2.0', id: 1, result: { tools: [tool] } }
  ]
  t.same(judge(batch, json(replies)), [])
  t.match(judge(batch, json([replies[0] ?? {}, { jsonrpc: '2.0', id: 1, result: {} }])), [/ListToolsResult.*'tools'/])
  t.match(judge(batch, json(replies), { 'mcp-protocol-version': '2025-11-25' }), [/has no batches/])
})

t.test('an error has no identifier where there was none to echo, and nowhere else', async (t) => {
  const error = { jsonrpc: '2.0', error: { code: -32600, message: 'no' } }
  const batch = [listTools, { ...listTools, id: 2 }]
  for (const unidentified of [json({ ...error, id: null }), json(error)]) {
    t.same(judge('{', { status: 400, ...unidentified }), [], 'it cannot be read')
    t.same(judge(batch, { status: 400, ...unidentified }), [], 'there are several')
    t.same(judge(listTools, { status: 403, ...unidentified }), [], 'it was not looked at')
    t.match(judge(listTools, { status: 400, ...unidentified }), [/id/])
  }
  t.match(judge(batch, json([{ ...error, id: null }])), [/\/id: must be string,integer/])
})

t.test('what is asked has to be answered, and what is not an MCP message is let be', async (t) => {
  t.match(judge(listTools, { body: '{"tools":[]}' }), [/no answer came back but 200/])
  t.match(judge(listTools, { status: 202, body: '' }), [/no answer came back but 202/])
  t.same(judge({ jsonrpc: '2.0', method: 'notifications/initialized' }, { status: 202, body: '' }), [])
  t.same(judge(listTools, { status: 401, body: '{"error":"invalid_token"}' }), [], 'the guard')
  t.same(judge('grant_type=client_credentials', { body: '{"access_token":"x"}' }), [], 'the token endpoint')
})

t.test('a fetch that is handed to a real client', async (t) => {
  let tools: object[] = [tool]
  const app = Fastify()
  app.post<{ Body: { id: number; method: string } }>('/mcp', async ({ body: { id, method } }) => {
    return { jsonrpc: '2.0', id, result: method === 'tools/list' ? { ...complete, tools } : discovered }
  })
  t.teardown(() => app.close())
  const url = new URL(`${await app.listen({ host: '127.0.0.1', port: 0 })}/mcp`)
  const { failures, replies } = watch()
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } })
  await client.connect(new StreamableHTTPClientTransport(url, { fetch: replies.fetch }))
  t.same((await client.listTools()).tools.length, 1)
  t.same(failures, [])
  tools = [{ ...tool, title: 1 }]
  await t.rejects(client.listTools())
  t.match(failures, [/tools\/0\/title/])
  await client.close()
})

const discovered = {
  resultType: 'complete',
  ttlMs: 0,
  cacheScope: 'private',
  supportedVersions: ['2026-07-28'],
  capabilities: { tools: {} }
}

t.test('a stream that is watched is passed on as it comes, and ends when its reader does', async (t) => {
  let left: () => void
  const hasLeft = new Promise<void>((resolve) => (left = resolve))
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n')
    response.on('close', () => left())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
  const { failures, replies } = watch()
  const response = await replies.fetch(url, { method: 'POST', body: JSON.stringify(newest) })
  const reader = response.body?.getReader()
  await reader?.read()
  t.match(failures, [/Progress/])
  t.equal(response.url, url)
  await reader?.cancel()
  await hasLeft
})

t.test('a server in this process, however it writes', async (t) => {
  const bad = JSON.stringify({ jsonrpc: '2.0', id: 1, result: {} })
  const app = Fastify()
  app.post('/sent', async () => ({ jsonrpc: '2.0', id: 1, result: {} }))
  app.post('/raw', (_, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, ['Content-Type', 'text/event-stream'])
    reply.raw.write(Buffer.from(`data: ${bad}\n`))
    reply.raw.end('\n')
  })
  t.teardown(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const { failures, replies } = watch()
  replies.server(app.server)
  for (const path of ['/sent', '/raw']) {
    const body = JSON.stringify(newest)
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body })
    t.match(await reply.text(), bad, 'it gets through')
    t.match(failures.splice(0), [/ListToolsResult/, /./, /./, /./], path)
  }
})

t.test('a Fastify app, injected', async (t) => {
  const app = Fastify()
  app.post('/mcp', async () => ({ jsonrpc: '2.0', id: 1, result: complete }))
  t.teardown(() => app.close())
  const { failures, replies } = watch()
  const request = { method: 'POST', url: '/mcp', payload: newest } as const
  const reply = replies.injected(request, await app.inject(request))
  t.match(reply.json(), { result: complete })
  t.same(failures, [])
})
