import t from 'tap'
import { createIdempotency } from '../../src/store/idempotency/idempotent-call.store.ts'
import { twoNodes } from '../support/two-nodes.ts'

const call = {
  subject: 'anna',
  clientId: 'claude',
  tool: 'create_trip',
  key: 'k-1',
  argumentsDigest: 'args-1'
}

async function setUp(t: Parameters<typeof twoNodes>[0]) {
  const nodes = await twoNodes(t)
  return { ...nodes, here: createIdempotency(nodes.db), there: createIdempotency(nodes.otherDb) }
}

t.test('MCP-40: of many that come with a key at once, on two nodes, one runs', async (t) => {
  const { here, there, count } = await setUp(t)
  const states = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? here : there).begin(call)))
  t.equal(states.filter(({ state }) => state === 'new').length, 1)
  t.equal(states.filter(({ state }) => state === 'running').length, 19)
  t.equal(await count('mcp_idempotent_calls'), 1)
})

t.test('MCP-40: what came of it is told on every node, for a day', async (t) => {
  const { here, there, passTime } = await setUp(t)
  t.same(await here.begin(call), { state: 'new' })
  const result = {
    content: [{ type: 'text', text: 'Paris \u0000 \ud800 ✈️' }],
    structuredContent: { id: 7, z: 1, a: 2 }
  }
  await here.finish(call, result)
  t.same(await there.begin(call), { state: 'done', result })
  t.same(await here.begin({ ...call, argumentsDigest: 'args-2' }), { state: 'conflict' })
  await passTime('23 hours')
  t.same(await there.begin(call), { state: 'done', result })
  await passTime('2 hours')
  t.same(await there.begin({ ...call, argumentsDigest: 'args-2' }), { state: 'new' }, 'then the key is free')
  t.same(await here.begin(call), { state: 'conflict' }, 'and belongs to the new arguments')
})

t.test('MCP-40: a key belongs to one person, client and tool', async (t) => {
  const { here, count } = await setUp(t)
  await here.begin(call)
  for (const other of [
    { subject: 'bob' },
    { clientId: 'cursor' },
    { tool: 'create_place' },
    { key: 'k-2' },
    { subject: 'an', clientId: 'naclaude' }
  ])
    t.same(await here.begin({ ...call, ...other }), { state: 'new' }, JSON.stringify(other))
  t.equal(await count('mcp_idempotent_calls'), 6)
})

t.test('MCP-40: a running key with other arguments is a conflict', async (t) => {
  const { here, there } = await setUp(t)
  await here.begin(call)
  t.same(await there.begin({ ...call, argumentsDigest: 'args-2' }), { state: 'conflict' })
})

t.test('MCP-40: when nothing was done the key is free again', async (t) => {
  const { here, there, count } = await setUp(t)
  await here.begin(call)
  await here.abandon(call)
  t.equal(await count('mcp_idempotent_calls'), 0)
  t.same(await there.begin(call), { state: 'new' })
})

t.test('MCP-40: when a node dies its keys come free after longer than any tool may take, to one', async (t) => {
  const { here, there, passTime } = await setUp(t)
  await here.begin(call)
  await passTime('5 minutes')
  t.same(await there.begin(call), { state: 'running' })
  await passTime('2 minutes')
  const states = await Promise.all([there.begin(call), there.begin(call), here.begin(call)])
  t.equal(states.filter(({ state }) => state === 'new').length, 1)
})

t.test('MCP-40: a node that was thought dead does not disturb who took over', async (t) => {
  const { here, there, passTime } = await setUp(t)
  await here.begin(call)
  await passTime('1 hour')
  t.same(await there.begin(call), { state: 'new' })
  await here.abandon(call)
  t.same(await here.begin(call), { state: 'running' })
  await there.finish(call, 'theirs')
  await here.finish(call, 'ours')
  t.same(await here.begin(call), { state: 'done', result: 'theirs' })
})

t.test('MCP-40: of a result that is too large only the fact is kept', async (t) => {
  const { here, there, sql } = await setUp(t)
  const result = (bytes: number) => ({ text: 'x'.repeat(bytes - JSON.stringify({ text: '' }).length) })
  await here.begin(call)
  await here.finish(call, result(256 * 1024))
  t.same(await there.begin(call), { state: 'done', result: result(256 * 1024) })
  const other = { ...call, key: 'k-2' }
  await here.begin(other)
  await here.finish(other, result(256 * 1024 + 1))
  t.same(await there.begin(other), { state: 'done', result: undefined })
  t.equal((await sql`select 1 from mcp_idempotent_calls where result is null`).length, 1)
})

t.test('MCP-40: results that say nothing are results', async (t) => {
  const { here, there } = await setUp(t)
  for (const [key, result] of [
    ['empty', {}],
    ['null', null]
  ] as const) {
    await here.begin({ ...call, key })
    await here.finish({ ...call, key }, result)
    t.same(await there.begin({ ...call, key }), { state: 'done', result })
  }
})

t.test('MCP-40: what was not begun here is neither finished nor abandoned', async (t) => {
  const { here, there } = await setUp(t)
  await here.begin(call)
  await there.finish(call, 'made up')
  await there.abandon(call)
  t.same(await there.begin(call), { state: 'running' })
})

t.test('MCP-40: each step is one statement, and the key of the client is not kept', async (t) => {
  const queries: string[] = []
  const nodes = await twoNodes(t, { onQuery: (query) => queries.push(query) })
  const idempotency = createIdempotency(nodes.db)
  const secretKey = { ...call, key: 'a-key-of-annas' }
  await idempotency.begin(secretKey)
  await idempotency.begin(secretKey)
  await idempotency.finish(secretKey, {})
  t.equal(queries.filter((query) => query.includes('mcp_idempotent_calls')).length, 3)
  t.notMatch(await nodes.dump(), 'a-key-of-annas')
})
