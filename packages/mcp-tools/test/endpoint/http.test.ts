import t from 'tap'
import { call, modernMeta, post, testEndpoint } from '../support/endpoint.ts'

t.test('MCP-03: who is not authenticated gets the challenge, before anything is parsed', async (t) => {
  const { app } = await testEndpoint(t)
  for (const method of ['POST', 'GET', 'DELETE'] as const) {
    const reply = await app.inject({
      method,
      url: '/mcp',
      ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, payload: '{' })
    })
    t.equal(reply.statusCode, 401, method)
    t.equal(reply.headers['www-authenticate'], 'Bearer realm="fix"')
    t.equal(reply.headers['access-control-allow-origin'], '*')
  }
})

t.test('MCP-05, AS-14: preflights need nobody; GET and DELETE are not served', async (t) => {
  const { app } = await testEndpoint(t)
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/mcp',
    headers: {
      origin: 'https://inspector.example',
      'access-control-request-headers': 'authorization, mcp-param-city, x-evil'
    }
  })
  t.equal(preflight.statusCode, 204)
  t.match(
    preflight.headers['access-control-allow-headers'],
    /Authorization.*MCP-Protocol-Version.*Mcp-Name.*mcp-param-city/
  )
  t.notMatch(preflight.headers['access-control-allow-headers'], 'x-evil')
  t.match(preflight.headers['access-control-expose-headers'], 'WWW-Authenticate')
  for (const method of ['GET', 'DELETE', 'PUT'] as const) {
    const reply = await app.inject({ method, url: '/mcp', headers: { authorization: 'Bearer anna:talk' } })
    t.equal(reply.statusCode, 405, method)
    t.equal(reply.headers.allow, 'POST, OPTIONS')
  }
})

t.test('AS-17: the path is served with and without a slash', async (t) => {
  const { app } = await testEndpoint(t)
  const reply = await app.inject({
    method: 'POST',
    url: '/mcp/',
    headers: { authorization: 'Bearer anna:talk', 'content-type': 'application/json', accept: 'application/json' },
    payload: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
  })
  t.equal(reply.statusCode, 200)
})

t.test('MCP-26: a tool can be called without a handshake', async (t) => {
  const { app } = await testEndpoint(t)
  const reply = await post(app, call('echo', { text: 'hi' }))
  t.equal(reply.statusCode, 200)
  t.match(reply.headers['content-type'], 'application/json')
  t.equal(reply.headers['cache-control'], 'no-store')
  t.match(reply.json(), {
    id: 7,
    result: { structuredContent: { said: 'anna: hi' }, content: [{ type: 'text', text: '{"said":"anna: hi"}' }] }
  })
  t.notHas(reply.json().result, { resultType: String, ttlMs: Number })
})

t.test('MCP-06: sessions and resumption of older profiles mean nothing', async (t) => {
  const { app } = await testEndpoint(t)
  const reply = await post(app, call('echo', { text: 'hi' }), { 'mcp-session-id': 'made-up', 'last-event-id': '12' })
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['mcp-session-id'], undefined)
})

t.test('MCP-26: notifications are accepted, ping is answered, unknown versions are not', async (t) => {
  const { app } = await testEndpoint(t)
  const notified = await post(app, { jsonrpc: '2.0', method: 'notifications/initialized' })
  t.equal(notified.statusCode, 202)
  t.equal(notified.body, '')
  t.same((await post(app, { jsonrpc: '2.0', id: 'x', method: 'ping' })).json(), { jsonrpc: '2.0', id: 'x', result: {} })
  t.equal(
    (await post(app, { jsonrpc: '2.0', id: 1, method: 'ping' }, { 'mcp-protocol-version': '2024-01-01' })).statusCode,
    400
  )
})

t.test('MCP-25: initialize answers with the version asked for, or the newest of its era', async (t) => {
  const { app } = await testEndpoint(t)
  const initialize = async (protocolVersion: string) =>
    (
      await post(app, {
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } }
      })
    ).json().result
  for (const version of ['2025-11-25', '2025-06-18', '2025-03-26']) {
    t.match(await initialize(version), {
      protocolVersion: version,
      instructions: 'Be brief.',
      serverInfo: { name: 'fixture' }
    })
  }
  t.match(await initialize('2024-11-05'), { protocolVersion: '2025-11-25' })
  t.match(await initialize('2099-01-01'), { protocolVersion: '2025-11-25' })
})

t.test('MCP-01: the era follows from header and metadata, not from the method', async (t) => {
  const { app } = await testEndpoint(t)
  const modern = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' }
  const list = (meta?: object) => ({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: meta ? { _meta: meta } : {} })
  t.match(
    (await post(app, list(modernMeta), modern)).json(),
    { result: { resultType: 'complete', cacheScope: 'private' } },
    'both: modern'
  )
  t.notHas((await post(app, list())).json().result, { resultType: String }, 'neither: legacy')
  t.notHas(
    (await post(app, list(), { 'mcp-protocol-version': '2025-06-18' })).json().result,
    { resultType: String },
    'a legacy header: legacy'
  )
  const headerOnly = await post(app, list(), modern)
  t.equal(headerOnly.statusCode, 400, 'a modern header without metadata')
  t.match(headerOnly.json(), { id: 1, error: { code: -32602 } })
  const mismatch = await post(app, list(modernMeta), {
    'mcp-protocol-version': '2025-11-25',
    'mcp-method': 'tools/list'
  })
  t.equal(mismatch.statusCode, 400, 'header and metadata disagree')
  t.match(mismatch.json(), { id: 1, error: { code: -32020 } })
  const unknown = await post(app, list({ ...modernMeta, 'io.modelcontextprotocol/protocolVersion': '2031-01-01' }), {
    'mcp-protocol-version': '2031-01-01',
    'mcp-method': 'tools/list'
  })
  t.equal(unknown.statusCode, 400)
  t.match(unknown.json(), { error: { code: -32022, data: { requested: '2031-01-01' } } })
  for (const method of ['initialize', 'ping', 'logging/setLevel', 'resources/subscribe']) {
    const reply = await post(
      app,
      { jsonrpc: '2.0', id: 1, method, params: { _meta: modernMeta } },
      { ...modern, 'mcp-method': method }
    )
    t.equal(reply.statusCode, 404, `${method} with modern metadata`)
    t.match(reply.json(), { error: { code: -32601 } })
  }
})

t.test('MCP-16: discovery says what is served', async (t) => {
  const { app } = await testEndpoint(t)
  const reply = await post(
    app,
    { jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: modernMeta } },
    { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' }
  )
  t.match(reply.json().result, {
    supportedVersions: ['2026-07-28'],
    instructions: 'Be brief.',
    capabilities: { tools: {}, resources: {}, prompts: {} },
    cacheScope: 'private'
  })
})

t.test('MCP-07: what is no JSON, too large or of another type', async (t) => {
  const { app } = await testEndpoint(t)
  t.match(await post(app, '{'), { statusCode: 400 })
  t.match((await post(app, '{')).json(), { jsonrpc: '2.0', id: null, error: { code: -32700 } })
  t.equal((await post(app, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode, 415)
  t.equal((await post(app, '{}', { 'content-type': 'text/plain' })).statusCode, 415)
  t.equal((await post(app, JSON.stringify({ x: 'x'.repeat(4 * 1024 * 1024) }))).statusCode, 413)
  t.equal(
    (await post(app, '{"jsonrpc":"2.0","id":1,"method":"ping"}', { 'content-type': 'application/json; charset=utf-8' }))
      .statusCode,
    200
  )
  t.equal((await post(app, { jsonrpc: '2.0', id: 1, method: 'ping' }, { accept: 'application/json' })).statusCode, 200)
  t.equal((await post(app, { jsonrpc: '2.0', id: 1, method: 'ping' }, { accept: 'text/html' })).statusCode, 406)
})

t.test('MCP-07: batches exist in one revision only', async (t) => {
  const { app } = await testEndpoint(t)
  const batch = [call('echo', { text: 'a' }, 1), call('echo', { text: 'b' }, 2)]
  t.match((await post(app, batch)).json(), [{ id: 1 }, { id: 2 }])
  t.match(await post(app, batch, { 'mcp-protocol-version': '2025-06-18' }), { statusCode: 400 })
  t.match(
    await post(
      app,
      Array.from({ length: 21 }, (_, i) => call('echo', { text: 'a' }, i))
    ),
    { statusCode: 400 }
  )
})

t.test('MCP-04: only listed origins may call, when there is a list', async (t) => {
  const { app } = await testEndpoint(t, { allowedOrigins: ['https://ours.example'] })
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
  t.equal((await post(app, ping, { origin: 'https://evil.example' })).statusCode, 403)
  t.equal((await post(app, ping, { origin: 'https://ours.example' })).statusCode, 200)
  t.equal((await post(app, ping)).statusCode, 200)
})
