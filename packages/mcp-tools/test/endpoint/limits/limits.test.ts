import t from 'tap'
import { Type } from 'typebox'
import { defineTool } from '../../../src/endpoint/index.ts'
import { call, post, testEndpoint } from '../../support/endpoint.ts'

t.test('MCP-15, MCP-39: whoever calls too often is told when to come back, in JSON-RPC too', async (t) => {
  const asked: string[] = []
  const limiter = {
    take(key: string) {
      asked.push(key)
      return asked.length > 1 ? 12 : 0
    }
  }
  const { app } = await testEndpoint(t, { limiter })
  t.equal((await post(app, call('refuse'))).statusCode, 200)
  const refused = await post(app, call('refuse', {}, 'abc'))
  t.equal(refused.statusCode, 429)
  t.equal(refused.headers['retry-after'], '12')
  t.match(refused.json(), { jsonrpc: '2.0', id: 'abc', error: { code: 429001, data: { retryAfterSeconds: 12 } } })
  t.same(asked, ['anna client', 'anna client'])
})

t.test('MCP-39: so many calls of one client run at a time, and no more', async (t) => {
  const None = Type.Object({})
  const Said = Type.Object({ said: Type.String() })
  let proceed: (() => void) | undefined
  const held = new Promise<void>((resolve) => (proceed = resolve))
  const hold = defineTool<typeof None, typeof Said, { who: string }>({
    name: 'hold',
    title: 'Hold',
    description: 'Waits',
    scopes: [],
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: None,
    output: Said,
    async run() {
      await held
      return { said: 'done' }
    }
  })
  const { app } = await testEndpoint(t, { tools: [hold], concurrentCalls: 2 })
  const running = [post(app, call('hold')), post(app, call('hold'))]
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.equal((await post(app, call('hold'))).statusCode, 429)
  const other = post(app, call('hold'), { authorization: 'Bearer bert:talk' })
  proceed?.()
  t.same(
    (await Promise.all([...running, other])).map(({ statusCode }) => statusCode),
    [200, 200, 200]
  )
  t.equal((await post(app, call('hold'))).statusCode, 200)
})

t.test('MCP-04: a request that was sent to another name is refused, with what to do', async (t) => {
  const { app } = await testEndpoint(t, { resource: 'https://trek.example/mcp', allowedHosts: ['alias.example:8443'] })
  const status = async (host: string) =>
    (await post(app, { jsonrpc: '2.0', id: 1, method: 'ping' }, { host })).statusCode
  for (const host of [
    'trek.example',
    'TREK.example',
    'trek.example:443',
    'alias.example:8443',
    'localhost:3000',
    '127.0.0.1'
  ])
    t.equal(await status(host), 200, host)
  for (const host of ['evil.example', 'trek.example:8080', 'trek.example.evil.example', 'alias.example'])
    t.equal(await status(host), 421, host)
  const reply = await post(app, { jsonrpc: '2.0', id: 1, method: 'ping' }, { host: 'evil.example' })
  t.match(reply.json(), { error: 'foreign_host', error_description: /evil\.example.*Host header/ })
})

t.test('MCP-52: instructions are short', async (t) => {
  await t.rejects(testEndpoint(t, { instructions: 'x'.repeat(2049) }), /longer than 2048 bytes/)
})
