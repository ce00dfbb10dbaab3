import { setTimeout } from 'node:timers/promises'
import type { TestContext } from '@trek/test-postgres'
import t from 'tap'
import { type CallLimiterOptions, createCallLimiter, type SharedCallLimiter } from '../../src/store/index.ts'
import { twoNodes } from '../support/two-nodes.ts'

/** Three hundred, of which one comes back every 20 seconds: none while a test runs. Shared when the test says so. */
const SLOW = { requests: 300, perSeconds: 6000, shareEverySeconds: 3600 }

function limiterOf(t: TestContext, options: CallLimiterOptions): SharedCallLimiter {
  const limiter = createCallLimiter(options)
  t.teardown(() => limiter.close())
  return limiter
}

async function twoLimiters(t: TestContext, options: Partial<CallLimiterOptions> = {}) {
  const nodes = await twoNodes(t)
  const here = limiterOf(t, { ...SLOW, ...options, db: nodes.db })
  const there = limiterOf(t, { ...SLOW, ...options, db: nodes.otherDb })
  return { ...nodes, here, there }
}

/** Calls so often and answers with how many were let through. */
const call = (limiter: SharedCallLimiter, times: number, key = 'anna claude') =>
  Array.from({ length: times }, () => limiter.take(key)).filter((seconds) => seconds === 0).length

t.test('MCP-39: so many are let through at once, and then one whenever one is due', async (t) => {
  const { db } = await twoNodes(t)
  const limiter = limiterOf(t, { db, requests: 20, perSeconds: 2 })
  t.equal(call(limiter, 50), 20)
  t.equal(limiter.take('anna claude'), 1, 'whole seconds')
  t.equal(call(limiter, 50, 'anna cursor'), 20, 'another key is another allowance')
  await setTimeout(110)
  const later = call(limiter, 50)
  t.ok(later >= 1 && later < 10, `${later} more after a moment: refused ones owe nothing`)
})

t.test('MCP-39: who is refused is told when to come back', async (t) => {
  const { db } = await twoNodes(t)
  const limiter = limiterOf(t, { db, ...SLOW })
  call(limiter, 300)
  t.equal(limiter.take('anna claude'), 20)
})

t.test('MCP-39: nodes add up what they let through', async (t) => {
  const { here, there } = await twoLimiters(t)
  t.equal(call(here, 200), 200)
  await here.share()
  t.equal(call(there, 1), 1)
  await there.share()
  t.equal(call(there, 300), 99)
  await there.share()
  await here.share()
  t.equal(call(here, 10), 10, 'what a node has not asked about it has not heard')
  await here.share()
  t.equal(call(here, 10), 0)
})

t.test('MCP-39: what was let through before nodes heard of each other is owed', async (t) => {
  const { here, there } = await twoLimiters(t)
  t.equal(call(here, 300) + call(there, 300), 600)
  await Promise.all([here.share(), there.share()])
  call(here, 1)
  await here.share()
  t.equal(call(here, 1) + call(there, 1), 0)
  const wait = here.take('anna claude')
  t.ok(wait > 6000 && wait <= 6020, `${wait} seconds: the other three hundred first`)
})

t.test('MCP-39: 300 a minute hold on two nodes together, give or take a second', async (t) => {
  const { here, there } = await twoLimiters(t, { requests: 300, perSeconds: 60, shareEverySeconds: 1 })
  const start = performance.now()
  let passed = 0
  let calls = 0
  // A hundred a second on each.
  while (performance.now() - start < 5000) {
    passed += call(here, 1) + call(there, 1)
    calls += 2
    await setTimeout(10)
  }
  const due = 300 + 5 * ((performance.now() - start) / 1000)
  t.ok(calls > due + 200, `${calls} calls`)
  t.ok(passed >= 300, `${passed} of ${calls} passed`)
  t.ok(passed <= due + 200, 'no more than was due, and what two nodes are asked in a second')
})

t.test('one statement tells of all keys, and none when nobody called', async (t) => {
  const queries: string[] = []
  const { db, count, dump } = await twoNodes(t, { onQuery: (query) => queries.push(query) })
  const limiter = limiterOf(t, { db, ...SLOW })
  for (let person = 0; person < 500; person++) limiter.take(`person-${person} client`)
  const statements = () => queries.filter((query) => query.startsWith('insert into "mcp_call_rates"')).length
  await limiter.share()
  t.equal(statements(), 1)
  t.equal(await count('mcp_call_rates'), 500)
  await limiter.share()
  await limiter.share()
  t.equal(statements(), 1)
  t.notMatch(await dump(), 'person', 'nobody can read who called')
})

t.test('nodes that tell of the same keys in another order do not get in each other’s way', async (t) => {
  const errors: unknown[] = []
  const { here, there, sql } = await twoLimiters(t, { onError: (error) => errors.push(error) })
  const keys = Array.from({ length: 200 }, (_, i) => `key ${i}`)
  for (let round = 0; round < 20; round++) {
    for (const key of keys) here.take(key)
    for (const key of keys.toReversed()) there.take(key)
    await Promise.all([here.share(), there.share()])
  }
  t.same(errors, [])
  const owed =
    await sql`select round(extract(epoch from paid_until - clock_timestamp()) / 20) as requests from mcp_call_rates`
  t.equal(owed.length, 200)
  t.ok(
    owed.every(({ requests }) => Number(requests) === 40),
    'nothing was lost, nothing counted twice'
  )
})

t.test('while the database is away each node goes by its own count, and tells it afterwards', async (t) => {
  const errors: unknown[] = []
  const { here, there, sql } = await twoLimiters(t, { onError: (error) => errors.push(error) })
  await sql`alter table mcp_call_rates rename to mcp_lost`
  call(here, 150)
  await here.share()
  t.equal(errors.length, 1)
  t.equal(call(here, 200), 150)
  await sql`alter table mcp_lost rename to mcp_call_rates`
  await here.share()
  call(there, 1)
  await there.share()
  t.equal(call(there, 10), 0)
  t.equal(errors.length, 1)
})

t.test('a node that stops tells what it let through', async (t) => {
  const { here, there } = await twoLimiters(t)
  call(here, 300)
  await here.close()
  call(there, 1)
  await there.share()
  t.equal(call(there, 1), 0)
})

t.test('sharing happens by itself, until the limiter is closed', async (t) => {
  const { here, there, count } = await twoLimiters(t, { shareEverySeconds: 0.05 })
  call(here, 300)
  while ((await count('mcp_call_rates')) === 0) await setTimeout(20)
  call(there, 1)
  while (there.take('anna claude') === 0) await setTimeout(20)
  await Promise.all([here.close(), there.close()])
  here.take('somebody else')
  await setTimeout(200)
  t.equal(await count('mcp_call_rates'), 1)
})

t.test('numbers that make no sense are mistakes', async (t) => {
  const { db } = await twoNodes(t)
  for (const wrong of [{ requests: 0 }, { perSeconds: -1 }, { shareEverySeconds: Number.NaN }])
    t.throws(() => createCallLimiter({ db, ...SLOW, ...wrong }), RangeError)
})
