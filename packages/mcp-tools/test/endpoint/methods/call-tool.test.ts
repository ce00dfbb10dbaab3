import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { Type } from 'typebox'
import { Content, defineTool } from '../../../src/endpoint/index.ts'
import { call, listeningEndpoint, post, testEndpoint } from '../../support/endpoint.ts'
import { askModern } from '../../support/modern.ts'

interface Context {
  who: string
}
const None = Type.Object({})
const Said = Type.Object({ said: Type.String() })
const base = {
  title: 'Tool',
  description: 'Does something',
  scopes: [],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: None
}

t.test('MCP-39: a tool that takes too long is told so, and hears it', async (t) => {
  let reason: unknown
  const slow = defineTool<typeof None, typeof Said, Context>({
    ...base,
    name: 'slow',
    output: Said,
    timeoutSeconds: 0.2,
    async run(_, __, { signal }) {
      await setTimeout(5000, undefined, { signal }).catch(() => (reason = signal.reason))
      return { said: 'too late' }
    }
  })
  const { app } = await testEndpoint(t, { tools: [slow] })
  t.match((await post(app, call('slow'))).json(), {
    result: { isError: true, content: [{ text: 'It took longer than 0.2 seconds [timeout]' }] }
  })
  t.match(reason, { message: /longer than/ })
})

t.test('MCP-10: a client that goes away is heard within a second', async (t) => {
  let whenAborted: (() => void) | undefined
  const aborted = new Promise<void>((resolve) => (whenAborted = resolve))
  const waiting = defineTool<typeof None, typeof Said, Context>({
    ...base,
    name: 'wait',
    output: Said,
    async run(_, __, { signal }) {
      signal.addEventListener('abort', () => whenAborted?.())
      await aborted
      return { said: 'nobody hears' }
    }
  })
  const url = await listeningEndpoint(t, { tools: [waiting] })
  const gone = new AbortController()
  const reply = fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer anna:talk', 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(call('wait')),
    signal: gone.signal
  }).catch(() => 'gone')
  await setTimeout(200)
  const since = Date.now()
  gone.abort()
  t.equal(await reply, 'gone')
  await aborted
  t.ok(Date.now() - since < 1000)
})

t.test('MCP-39: a result that nobody can use is refused, with what to do instead', async (t) => {
  const huge = defineTool<typeof None, typeof Said, Context>({
    ...base,
    name: 'huge',
    output: Said,
    run: async () => ({ said: 'x'.repeat(300 * 1024) })
  })
  const { app } = await testEndpoint(t, { tools: [huge] })
  t.match((await post(app, call('huge'))).json(), {
    result: { isError: true, content: [{ text: /larger than 256 KB.*\[too_large\]/ }] }
  })
})

t.test('a tool may answer with content of any kind', async (t) => {
  const picture = defineTool<typeof None, typeof None, Context>({
    ...base,
    name: 'picture',
    run: async () =>
      new Content([
        { type: 'text', text: 'Here' },
        { type: 'image', data: 'aGk=', mimeType: 'image/png' }
      ])
  })
  const { app } = await testEndpoint(t, { tools: [picture], notice: async () => 'Mind this' })
  const { result } = (await post(app, call('picture'))).json()
  t.match(result.content, [
    { type: 'text', text: 'Here' },
    { type: 'image', data: 'aGk=' },
    { type: 'text', text: 'Mind this', annotations: { audience: ['user'] } }
  ])
  t.notOk('structuredContent' in result || 'isError' in result)
})

t.test('MCP-21, MCP-58: progress and log go to those who asked, before the answer', async (t) => {
  const working = defineTool<typeof None, typeof Said, Context>({
    ...base,
    name: 'work',
    output: Said,
    async run(_, __, { progress, log }) {
      progress(0, { total: 3, message: 'Begin' })
      log('debug', 'detail')
      log('warning', { disk: 'full' })
      progress(1, { total: 3 })
      progress(1, { total: 3 })
      progress(0.5, { total: 3 })
      await setTimeout(250)
      progress(2, { total: 3 })
      progress(3, { total: 3 })
      return { said: 'done' }
    }
  })
  const { app } = await testEndpoint(t, { tools: [working] })
  const run = (meta: object) => askModern(app, 'tools/call', { name: 'work', arguments: {} }, { meta })
  t.same((await run({})).events, [], 'nobody asked')

  const { events, result } = await run({ progressToken: 'p1' })
  t.same(
    events.map(({ method, params }) => [method, params.progress]),
    [0, 2, 3].map((progress) => ['notifications/progress', progress]),
    'ever more, five times a second at most, and the end always'
  )
  t.match(events[0]?.params, { progressToken: 'p1', total: 3, message: 'Begin' })
  t.match(result, { resultType: 'complete', structuredContent: { said: 'done' } })

  const logged = async (level: string) =>
    (await run({ 'io.modelcontextprotocol/logLevel': level })).events.map(({ params }) => params.level)
  t.same(await logged('debug'), ['debug', 'warning'])
  t.same(await logged('info'), ['warning'])
  t.same(await logged('error'), [])
})

t.test('MCP-09: events come only to clients that take them, unbuffered and never compressed', async (t) => {
  const chatty = defineTool<typeof None, typeof Said, Context>({
    ...base,
    name: 'chat',
    output: Said,
    async run(_, __, { progress }) {
      progress(1)
      return { said: 'done' }
    }
  })
  const { app } = await testEndpoint(t, { tools: [chatty] })
  const body = { ...call('chat'), params: { name: 'chat', arguments: {}, _meta: { progressToken: 1 } } }
  const reply = await post(app, body)
  t.match(reply.headers, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no'
  })
  const plain = await post(app, body, { accept: 'application/json' })
  t.match(plain.headers['content-type'], 'application/json')
  t.match(plain.json(), { result: { structuredContent: { said: 'done' } } })
})

t.test('MCP-12: a request says what it is part of elsewhere, for the log', async (t) => {
  const { app, logged } = await testEndpoint(t)
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  await askModern(app, 'tools/call', { name: 'crash', arguments: {} }, { meta: { traceparent } })
  t.match(logged(), '"traceId":"0af7651916cd43dd8448eb211c80319c"')
  await askModern(app, 'tools/call', { name: 'crash', arguments: {} }, { meta: { traceparent: 'evil"}' } })
  t.notMatch(logged(), 'evil')
})
