import { EventEmitter, once } from 'node:events'
import { callSweepTasks, createCallLimiter, createCallStore, createPostgresBus } from '@trek/mcp-tools/store'
import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { type Database, openDatabase } from '../../src/database/database.ts'

const kinds: [
  name: string,
  open: (t: Parameters<typeof createTestDatabase>[0] & { testdir(): string }) => Promise<Database>
][] = [
  ['the embedded database', (t) => openDatabase({ databaseUrl: undefined, dataDir: t.testdir() })],
  ['a server', async (t) => openDatabase({ databaseUrl: (await createTestDatabase(t)).url, dataDir: '/nowhere' })]
]

for (const [name, open] of kinds) {
  t.test(`the call store, the limiter and the bus work on ${name}`, async (t) => {
    const database = await open(t)
    t.teardown(() => database.close())
    await database.migrate()
    const { db, listen } = database
    const store = await createCallStore(db, { confirmUrl: 'https://trek.example/mcp/confirm' })
    t.equal(store.sealer.open('p', store.sealer.seal('p', 'value', 60)), 'value')

    const call = { subject: '1', clientId: 'c', tool: 'create_trip', key: 'k', argumentsDigest: 'a' }
    t.same(await store.idempotency?.begin(call), { state: 'new' })
    t.same(await store.idempotency?.begin(call), { state: 'running' })
    const result = { content: [{ type: 'text', text: 'x \u0000' }], structuredContent: { id: 7 } }
    await store.idempotency?.finish(call, result)
    t.same(await store.idempotency?.begin(call), { state: 'done', result })
    t.same([await store.useOnce('once', 60), await store.useOnce('once', 60)], [true, false])
    const question = await store.confirmations?.create({ subject: '1', clientName: 'Claude', message: 'Really?' })
    const id = question?.id ?? ''
    t.equal(await store.confirmations?.take(id, '1'), 'pending')
    t.equal(await store.confirmations?.decide(id, '1', 'approved'), true)
    t.equal(await store.confirmations?.take(id, '1'), 'approved')

    const errors: unknown[] = []
    const limiter = createCallLimiter({ db, requests: 2, perSeconds: 600, onError: (error) => errors.push(error) })
    t.same([limiter.take('1 c'), limiter.take('1 c')], [0, 0])
    await limiter.share()
    t.ok(limiter.take('1 c') > 200)
    await limiter.close()
    t.same(errors, [])

    const bus = await createPostgresBus({ db, listen })
    const heard = new EventEmitter()
    bus.listen((message) => heard.emit('message', message))
    const arrived = once(heard, 'message')
    await bus.publish('hello')
    t.same(await arrived, ['hello'])
    await bus.close()

    await store.deleteSubject('1')
    t.same(await store.idempotency?.begin(call), { state: 'new' })
    for (const { sweep } of callSweepTasks(db)) t.equal(await db.transaction((tx) => sweep(tx, 10)), 0)
    await store.close()
  })
}
