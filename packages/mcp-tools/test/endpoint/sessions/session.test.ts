import t from 'tap'
import { type Change, createLocalBus, type McpEndpointOptions } from '../../../src/endpoint/index.ts'
import { createLocalCallStore } from '../../../src/endpoint/sealing/local-call-store.ts'
import { listeningEndpoint, post, testEndpoint } from '../../support/endpoint.ts'
import { readStream } from '../../support/stream.ts'

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: { elicitation: {} },
    clientInfo: { name: 'test', version: '1' }
  }
}
const version = { 'mcp-protocol-version': '2025-11-25' }
const authorization = 'Bearer anna:talk'

/** Nodes of one application. */
function cluster() {
  const listeners = new Set<(change: Change) => void>()
  const options: Partial<McpEndpointOptions<{ who: string }>> = {
    sessions: true,
    store: createLocalCallStore(),
    bus: createLocalBus(),
    changes: {
      listen(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      }
    }
  }
  return { options, tell: (change: Change) => listeners.forEach((listener) => listener(change)) }
}

t.test('MCP-30: a session is good at every node, for whom it was made', async (t) => {
  const { options } = cluster()
  const [here, there] = [await testEndpoint(t, options), await testEndpoint(t, options)]
  const begun = await post(here.app, hello)
  const session = String(begun.headers['mcp-session-id'])
  t.match(session, /^[\x21-\x7e]{50,}$/)
  t.match(begun.json().result.capabilities, { tools: { listChanged: true }, resources: { subscribe: true } })
  const ping = { jsonrpc: '2.0', id: 2, method: 'ping' }
  const status = async (id: string, who = authorization) =>
    (await post(there.app, ping, { ...version, 'mcp-session-id': id, authorization: who })).statusCode
  t.equal(await status(session), 200)
  t.equal(await status(session, 'Bearer bert:talk'), 404, 'nobody else’s')
  t.equal(await status('made-up'), 404)
  t.equal(await status(`${session.slice(0, -1)}_`), 404)
  const ended = await there.app.inject({
    method: 'DELETE',
    url: '/mcp',
    headers: { authorization, 'mcp-session-id': session }
  })
  t.equal(ended.statusCode, 405, 'there is nothing to delete')
})

t.test('MCP-30: what is subscribed at one node is told on the stream at another', async (t) => {
  const { options, tell } = cluster()
  const [here, there] = [await listeningEndpoint(t, options), await listeningEndpoint(t, options)]
  const send = (url: URL, body: object, headers = {}) =>
    fetch(url, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        accept: 'application/json',
        ...version,
        ...headers
      },
      body: JSON.stringify(body)
    })
  const session = { 'mcp-session-id': (await send(here, hello)).headers.get('mcp-session-id') ?? '' }
  const listening = new AbortController()
  const get = (url: URL, headers: Record<string, string>) =>
    fetch(url, { headers: { authorization, accept: 'text/event-stream', ...headers }, signal: listening.signal })
  t.equal((await get(there, {})).status, 400, 'without a session')
  t.equal((await get(there, { 'mcp-session-id': 'x' })).status, 404)
  t.equal((await get(there, { ...session, accept: 'application/json' })).status, 406)
  const stream = readStream(await get(there, session), () => listening.abort())
  t.equal(stream.status, 200)

  const subscribe = (method: string, uri: string, headers = session) =>
    send(here, { jsonrpc: '2.0', id: 3, method, params: { uri } }, headers).then(
      (reply) => reply.json() as Promise<{ result?: unknown; error?: unknown }>
    )
  t.same((await subscribe('resources/subscribe', 'fix://all')).result, {})
  t.match(await subscribe('resources/subscribe', 'fix://words/missing'), { error: { code: -32002 } })
  t.match(await subscribe('resources/subscribe', 'fix://all', { 'mcp-session-id': '' }), { error: {} })
  tell({ resources: ['fix://all'], audience: ['anna'] })
  t.same(await stream.until(() => true), {
    jsonrpc: '2.0',
    method: 'notifications/resources/updated',
    params: { uri: 'fix://all' }
  })
  tell({ list: 'tools' })
  t.same(await stream.until(({ method }) => method === 'notifications/tools/list_changed'), {
    jsonrpc: '2.0',
    method: 'notifications/tools/list_changed'
  })
  t.same((await subscribe('resources/unsubscribe', 'fix://all')).result, {})
  tell({ resources: ['fix://all'], audience: ['anna'] })
  tell({ list: 'prompts' })
  await stream.until(({ method }) => method === 'notifications/prompts/list_changed')
  t.equal(stream.said().filter(({ method }) => method === 'notifications/resources/updated').length, 1)
  stream.close()
})

t.test('MCP-06: without sessions there is nothing to subscribe with', async (t) => {
  const { options } = cluster()
  const { app } = await testEndpoint(t, { ...options, sessions: false })
  const begun = await post(app, hello)
  t.equal(begun.headers['mcp-session-id'], undefined)
  t.same(begun.json().result.capabilities, { tools: {}, resources: {}, prompts: {} })
  const reply = await post(
    app,
    { jsonrpc: '2.0', id: 1, method: 'resources/subscribe', params: { uri: 'fix://all' } },
    version
  )
  t.match(reply.json(), { error: { code: -32601 } })
})
