import type { TestContext } from '@trek/test-postgres'
import t from 'tap'
import { createKeyRing } from '../../src/store/sealing/key-ring.ts'
import { createSealer } from '../../src/endpoint/sealing/sealer.ts'
import { twoNodes } from '../support/two-nodes.ts'

type Nodes = Awaited<ReturnType<typeof twoNodes>>

const DAY = 86_400

async function ringOf(t: TestContext, db: Nodes['db'], onError: (error: unknown) => void = () => {}) {
  const ring = await createKeyRing(db, { rotateAfterSeconds: 30 * DAY, onError })
  t.teardown(() => ring.close())
  return ring
}

t.test('nodes that start at once on an empty database make one key', async (t) => {
  const { db, otherDb, count } = await twoNodes(t)
  const rings = await Promise.all([db, otherDb, db, otherDb, db].map((node) => ringOf(t, node)))
  t.equal(await count('mcp_sealing_keys'), 1)
  t.same(
    rings.map((ring) => ring.current().id),
    [1, 1, 1, 1, 1]
  )
  const [first, ...others] = rings.map((ring) => ring.current().key)
  t.ok(
    others.every((key) => first?.equals(key)),
    'the same for all'
  )
})

t.test(
  'the next key is made when the last is old, once, and seals when all nodes had the time to read it',
  async (t) => {
    const { db, otherDb, count, passTime } = await twoNodes(t)
    const ring = await ringOf(t, db)
    const other = await ringOf(t, otherDb)
    await passTime('29 days')
    await ring.refresh()
    t.equal(await count('mcp_sealing_keys'), 1)

    await passTime('2 days')
    const sealed = createSealer(ring).seal('test', 'old', 3600)
    await Promise.all([ring.refresh(), other.refresh()])
    t.equal(await count('mcp_sealing_keys'), 2)
    t.equal(ring.current().id, 1, 'the new key is not used yet')
    t.ok(ring.find(2), 'and is known')

    await passTime('4 minutes')
    await ring.refresh()
    t.equal(ring.current().id, 1)
    await passTime('2 minutes')
    await ring.refresh()
    t.equal(ring.current().id, 2)
    t.equal(createSealer(other).open('test', createSealer(ring).seal('test', 'new', 60)), 'new', 'on a node behind')
    t.equal(createSealer(ring).open('test', sealed), 'old', 'the old key stays good')
  }
)

t.test('a node that meets a key it does not know looks for it, and not for every key that is made up', async (t) => {
  const queries: string[] = []
  const { db, otherDb, passTime } = await twoNodes(t, { onQuery: (query) => queries.push(query) })
  const behind = await ringOf(t, db)
  await passTime('31 days')
  const ahead = await ringOf(t, otherDb)
  await passTime('6 minutes')
  await ahead.refresh()
  const sealed = createSealer(ahead).seal('test', 42, 60)
  const open = () => createSealer(behind).open('test', sealed)

  t.equal(open(), undefined, 'just after it looked it does not look again')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  queries.length = 0
  t.equal(open(), undefined)
  for (let id = 100; id < 200; id++) behind.find(id)
  await behind.refresh()
  t.equal(open(), 42)
  t.equal(queries.filter((query) => query.includes('mcp_sealing_keys')).length, 1, 'one look for all')
})

t.test('keys that an operator deletes are good for nothing any more', async (t) => {
  const { db, otherDb, sql } = await twoNodes(t)
  const [ring, other] = [await ringOf(t, db), await ringOf(t, otherDb)]
  const sealed = createSealer(ring).seal('test', 1, 60)
  await sql`delete from mcp_sealing_keys`
  await Promise.all([ring.refresh(), other.refresh()])
  t.equal(createSealer(ring).open('test', sealed), undefined)
  t.equal(createSealer(other).open('test', createSealer(ring).seal('test', 2, 60)), 2, 'and all go on with a new one')
})

t.test('without the database known keys stay good, and the host is told', async (t) => {
  const { db, sql } = await twoNodes(t)
  const errors: unknown[] = []
  const ring = await ringOf(t, db, (error) => errors.push(error))
  await sql`alter table mcp_sealing_keys rename to mcp_lost`
  const sealer = createSealer(ring)
  t.equal(sealer.open('test', sealer.seal('test', 1, 60)), 1)
  await new Promise((resolve) => setTimeout(resolve, 1100))
  ring.find(99)
  await ring.refresh().catch(() => {})
  t.equal(errors.length, 1)
  t.notMatch(String(errors[0]), ring.current().key.export().toString('hex'))
  await t.rejects(createKeyRing(db, { rotateAfterSeconds: DAY, onError: () => {} }), 'nothing starts without a key')
})

t.test("sealing goes by the database's clock", async (t) => {
  const { db, sql } = await twoNodes(t)
  const ring = await ringOf(t, db)
  const [row] = await sql`select extract(epoch from clock_timestamp()) * 1000 as now`
  t.ok(Math.abs(ring.now() - Number(row?.now)) < 200)
})
