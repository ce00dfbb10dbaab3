import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { Type } from 'typebox'
import { type Change, type ChangeFeed, defineResource } from '../../../src/endpoint/index.ts'
import { listeningEndpoint, modernMeta, post, testEndpoint } from '../../support/endpoint.ts'
import { askModern } from '../../support/modern.ts'
import { listenTo } from '../../support/stream.ts'

const ID = 'io.modelcontextprotocol/subscriptionId'

/** A feed that the test changes. */
function feed(): ChangeFeed & { tell(change: Change): void } {
  const listeners = new Set<(change: Change) => void>()
  return {
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell(change) {
      for (const listener of listeners) listener(change)
    }
  }
}

t.test('MCP-43: a stream says first what it will tell, then that and nothing else', async (t) => {
  const changes = feed()
  const url = await listeningEndpoint(t, { changes })
  const stream = await listenTo(url, {
    toolsListChanged: true,
    resourceSubscriptions: ['fix://all', 'fix://words/hello', 'fix://words/missing', 'other://x']
  })
  t.equal(stream.status, 200)
  t.equal(stream.headers.get('x-accel-buffering'), 'no')
  const acknowledged = await stream.until(() => true)
  t.match(acknowledged, {
    method: 'notifications/subscriptions/acknowledged',
    params: {
      notifications: { toolsListChanged: true, resourceSubscriptions: ['fix://all', 'fix://words/hello'] },
      _meta: { [ID]: 'sub-1' }
    }
  })
  changes.tell({ list: 'prompts' })
  changes.tell({ list: 'tools', audience: ['bert'] })
  changes.tell({ resources: ['fix://words/missing'], audience: ['anna'] })
  changes.tell({ resources: ['fix://all'], audience: ['bert'] })
  changes.tell({ list: 'tools' })
  changes.tell({ resources: ['fix://all/below', 'fix://allother'], audience: ['anna'] })
  await stream.until(({ method }) => method === 'notifications/resources/updated')
  await setTimeout(100)
  t.same(
    stream
      .said()
      .slice(1)
      .map(({ method, params }) => [method, params?.uri, params?._meta?.[ID]]),
    [
      ['notifications/tools/list_changed', undefined, 'sub-1'],
      ['notifications/resources/updated', 'fix://all/below', 'sub-1']
    ]
  )
  stream.close()
})

t.test('MCP-43: the id keeps its type', async (t) => {
  const url = await listeningEndpoint(t, { changes: feed() })
  const stream = await listenTo(url, { toolsListChanged: true }, { id: 7 })
  t.equal((await stream.until(() => true)).params?._meta?.[ID], 7)
  stream.close()
})

t.test('MCP-46: a burst is told once a second', async (t) => {
  const changes = feed()
  const url = await listeningEndpoint(t, { changes })
  const stream = await listenTo(url, { toolsListChanged: true, promptsListChanged: true })
  await stream.until(() => true)
  for (let i = 0; i < 20; i++) changes.tell({ list: 'tools' })
  changes.tell({ list: 'prompts' })
  await setTimeout(300)
  const told = () =>
    stream
      .said()
      .slice(1)
      .map(({ method }) => method)
  t.same(new Set(told()), new Set(['notifications/prompts/list_changed', 'notifications/tools/list_changed']))
  await setTimeout(1000)
  t.equal(
    told().filter((method) => method === 'notifications/tools/list_changed').length,
    2,
    'and what came after the first'
  )
  stream.close()
})

t.test('MCP-45, AS-70: a stream ends with the authorisation, and says so', async (t) => {
  const ends: (() => void)[] = []
  const url = await listeningEndpoint(t, {
    changes: feed(),
    watch(_principal, end) {
      ends.push(end)
      return () => void ends.splice(ends.indexOf(end), 1)
    }
  })
  const stream = await listenTo(url, { toolsListChanged: true })
  await stream.until(() => true)
  t.equal(ends.length, 1)
  ends[0]?.()
  await stream.ended
  t.equal(stream.said().length, 2)
  t.match(stream.said()[1], { id: 'sub-1', result: { resultType: 'complete', _meta: { [ID]: 'sub-1' } } })
  t.equal(ends.length, 0, 'nothing is watched any more')
})

t.test('MCP-45: a stream ends with the token it was opened with', async (t) => {
  const url = await listeningEndpoint(t, {
    changes: feed(),
    authenticate: async () => ({
      subject: 'anna',
      clientId: 'client',
      clientName: 'Client',
      scopes: ['talk'],
      expiresAt: new Date(Date.now() + 300)
    })
  })
  const stream = await listenTo(url, { toolsListChanged: true })
  await stream.ended
  t.match(stream.said().at(-1), { id: 'sub-1', result: { resultType: 'complete' } })
})

t.test('MCP-11: a server that stops ends its streams first', async (t) => {
  const { app } = await testEndpoint(t, { changes: feed() })
  const url = new URL(`${await app.listen({ host: '127.0.0.1', port: 0 })}/mcp`)
  const stream = await listenTo(url, { toolsListChanged: true })
  await stream.until(() => true)
  await app.close()
  await stream.ended
  t.match(stream.said().at(-1), { id: 'sub-1', result: {} })
})

t.test('MCP-45: five streams a client, and as many a person as the host says', async (t) => {
  const url = await listeningEndpoint(t, { changes: feed() })
  const streams = await Promise.all(Array.from({ length: 5 }, () => listenTo(url, { toolsListChanged: true })))
  t.same(
    streams.map(({ status }) => status),
    [200, 200, 200, 200, 200]
  )
  const refused = await listenTo(url, { toolsListChanged: true })
  t.equal(refused.status, 429)
  t.ok(Number(refused.headers.get('retry-after')) > 0)
  t.equal((await listenTo(url, { toolsListChanged: true }, { authorization: 'Bearer bert:talk' })).status, 200)
  streams[0]?.close()
  await setTimeout(200)
  t.equal((await listenTo(url, { toolsListChanged: true })).status, 200, 'one that is closed makes room')

  const strict = await listeningEndpoint(t, { changes: feed(), streamsPerSubject: 1 })
  t.equal((await listenTo(strict, { toolsListChanged: true })).status, 200)
  t.equal((await listenTo(strict, { toolsListChanged: true })).status, 429)
})

t.test('MCP-10, MCP-45: a client that goes away while it is looked what it may read takes no place', async (t) => {
  let asked = 0
  let letRead = () => {}
  const mayRead = new Promise<void>((resolve) => (letRead = resolve))
  const url = await listeningEndpoint(t, {
    changes: feed(),
    resources: [
      defineResource({
        uri: 'fix://slow',
        name: 'slow',
        title: 'Slow',
        description: 'Takes its time',
        scopes: [],
        parameters: Type.Object({}),
        async read() {
          asked += 1
          await mayRead
          return {}
        }
      })
    ]
  })
  const controller = new AbortController()
  const gone = Array.from({ length: 5 }, () =>
    listenTo(url, { resourceSubscriptions: ['fix://slow'] }, { signal: controller.signal }).catch(() => 'gone')
  )
  while (asked < gone.length) await setTimeout(10)
  controller.abort()
  t.same(new Set(await Promise.all(gone)), new Set(['gone']))
  // The server hears of that a moment later.
  await setTimeout(100)
  letRead()
  await setTimeout(100)
  const streams = await Promise.all(gone.map(() => listenTo(url, { toolsListChanged: true })))
  t.same(
    streams.map(({ status }) => status),
    [200, 200, 200, 200, 200]
  )
  for (const stream of streams) stream.close()
})

t.test('MCP-45: what cannot be listened to is refused', async (t) => {
  const { app } = await testEndpoint(t, { changes: feed() })
  const listen = (notifications: unknown) => askModern(app, 'subscriptions/listen', { notifications })
  t.match(await listen(undefined), { error: { code: -32602 } })
  t.match(await listen({ resourceSubscriptions: 'fix://all' }), { error: { code: -32602 } })
  t.match(await listen({ resourceSubscriptions: Array.from({ length: 101 }, (_, i) => `fix://words/a${i}`) }), {
    error: { code: -32602 }
  })
  const plain = await post(
    app,
    { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: { notifications: {}, _meta: modernMeta } },
    { accept: 'application/json', 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' }
  )
  t.equal(plain.statusCode, 406)
})

t.test('MCP-44: nothing is offered where nothing is told', async (t) => {
  const offered = async (options: object) => {
    const { app } = await testEndpoint(t, options)
    const { result } = await askModern(app, 'server/discover')
    const listen = await askModern(app, 'subscriptions/listen', { notifications: {} })
    return { capabilities: result?.capabilities, code: listen.error?.code }
  }
  t.same(await offered({}), { capabilities: { tools: {}, resources: {}, prompts: {} }, code: -32601 })
  const { app } = await testEndpoint(t, { changes: feed() })
  t.same((await askModern(app, 'server/discover')).result?.capabilities, {
    tools: { listChanged: true },
    resources: { listChanged: true, subscribe: true },
    prompts: { listChanged: true }
  })
})
