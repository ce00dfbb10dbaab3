import type { TestContext } from '@trek/test-postgres'
import t from 'tap'
import { callSweepTasks, createCallLimiter, createCallStore, type Database } from '../../src/store/index.ts'
import { twoNodes } from '../support/two-nodes.ts'

const confirmUrl = 'https://trek.example/mcp/confirm'
const call = { subject: 'anna', clientId: 'claude', tool: 'create_trip', key: 'k-1', argumentsDigest: 'args-1' }
const question = { subject: 'anna', clientName: 'Claude', message: 'Really?' }

async function storeOf(t: TestContext, db: Database, options: Parameters<typeof createCallStore>[1] = { confirmUrl }) {
  const store = await createCallStore(db, options)
  t.teardown(() => store.close())
  return store
}

async function sweep(db: Database, limit = 1000): Promise<Record<string, number>> {
  const swept: Record<string, number> = {}
  for (const { name, sweep } of callSweepTasks(db)) swept[name] = await db.transaction((tx) => sweep(tx, limit))
  return swept
}

t.test('what one node seals another opens', async (t) => {
  const { db, otherDb } = await twoNodes(t)
  const [here, there] = [await storeOf(t, db), await storeOf(t, otherDb)]
  t.same(there.sealer.open('state', here.sealer.seal('state', { step: 2 }, 60)), { step: 2 })
})

t.test('without a URL for the pages nothing is confirmed in the browser', async (t) => {
  const { db } = await twoNodes(t)
  t.equal((await storeOf(t, db, {})).confirmations, undefined)
  t.ok((await storeOf(t, db)).confirmations)
})

t.test('an option that is wrong is named', async (t) => {
  const { db } = await twoNodes(t)
  for (const wrong of [
    '',
    '/mcp/confirm',
    'ftp://trek.example/x',
    `${confirmUrl}/`,
    `${confirmUrl}?a=b`,
    `${confirmUrl}#a`
  ])
    await t.rejects(createCallStore(db, { confirmUrl: wrong }), { name: 'TypeError', message: /"confirmUrl"/ }, wrong)
  await t.rejects(createCallStore(db, { rotateKeysAfterDays: 0 }), {
    name: 'TypeError',
    message: /"rotateKeysAfterDays"/
  })
})

t.test('with a person goes what is kept for them, and nothing of anybody else', async (t) => {
  const { db, sql } = await twoNodes(t)
  const store = await storeOf(t, db)
  for (const subject of ['anna', 'bob']) {
    await store.idempotency?.begin({ ...call, subject })
    await store.confirmations?.create({ ...question, subject })
  }
  await store.deleteSubject('anna')
  t.same([...(await sql`select subject from mcp_idempotent_calls`)], [{ subject: 'bob' }])
  t.same([...(await sql`select subject from mcp_confirmations`)], [{ subject: 'bob' }])
  await store.idempotency?.finish(call, 'a result that came too late')
  t.equal((await sql`select 1 from mcp_idempotent_calls`).length, 1)
})

t.test('sweeping leaves what is live and removes what is over', async (t) => {
  const { db, passTime } = await twoNodes(t)
  const store = await storeOf(t, db)
  const limiter = createCallLimiter({ db, requests: 10, perSeconds: 60 })
  await store.idempotency?.begin(call)
  await store.idempotency?.finish(call, {})
  await store.confirmations?.create(question)
  await store.useOnce('state', 600)
  limiter.take('anna claude')
  await limiter.close()
  const nothing = {
    'idempotent calls': 0,
    confirmations: 0,
    'used identifiers of calls': 0,
    'call rates': 0,
    'sealing keys': 0
  }
  t.same(await sweep(db), nothing)
  await passTime('1 minute')
  t.same(await sweep(db), { ...nothing, 'call rates': 1 })
  await passTime('10 minutes')
  t.same(await sweep(db), { ...nothing, confirmations: 1, 'used identifiers of calls': 1 })
  await passTime('1 day')
  t.same(await sweep(db), { ...nothing, 'idempotent calls': 1 })
})

t.test('a sealing key stays until everything that was sealed with it is over', async (t) => {
  const { db, count, passTime } = await twoNodes(t)
  await storeOf(t, db)
  await passTime('40 days')
  t.match(await sweep(db), { 'sealing keys': 0 }, 'the only key stays, however old')
  await storeOf(t, db)
  t.equal(await count('mcp_sealing_keys'), 2)
  await passTime('7 days')
  t.match(await sweep(db), { 'sealing keys': 0 })
  await passTime('2 days')
  t.match(await sweep(db), { 'sealing keys': 1 })
  t.equal(await count('mcp_sealing_keys'), 1)
})

t.test('a sweep removes so many at most, and leaves alone what somebody is using', async (t) => {
  const { db, sql, count, passTime } = await twoNodes(t)
  const store = await storeOf(t, db)
  for (let i = 0; i < 5; i++) await store.useOnce(`state ${i}`, 1)
  await passTime('1 minute')
  t.match(await sweep(db, 2), { 'used identifiers of calls': 2 })
  await sql.begin(async (tx) => {
    await tx`select 1 from mcp_used_identifiers limit 1 for update`
    await sweep(db)
    t.equal(await count('mcp_used_identifiers'), 1)
  })
})
