import t from 'tap'
import { createConfirmationStore } from '../../src/store/confirmations/confirmation.store.ts'
import { twoNodes } from '../support/two-nodes.ts'

const URL = 'https://trek.example/mcp/confirm'
const question = { subject: 'alice', clientName: 'Claude', message: 'Delete the trip to Rome?' }

async function setUp(t: Parameters<typeof twoNodes>[0]) {
  const nodes = await twoNodes(t)
  return { ...nodes, here: createConfirmationStore(nodes.db, URL), there: createConfirmationStore(nodes.otherDb, URL) }
}

t.test('MCP-57: the URL of a question holds a random id and nothing else', async (t) => {
  const { here, dump } = await setUp(t)
  const { id, url } = await here.create(question)
  t.match(id, /^[A-Za-z0-9_-]{43}$/)
  t.equal(url, `${URL}/${id}`)
  t.not((await here.create(question)).id, id)
  t.notMatch(await dump(), id, 'only its digest is kept')
})

t.test('MCP-57: an approval is told once, on whichever node', async (t) => {
  const { here, there } = await setUp(t)
  const { id } = await here.create(question)
  t.equal(await there.take(id, 'alice'), 'pending')
  t.equal(await there.take(id, 'alice'), 'pending', 'however often one asks')
  t.equal(await there.decide(id, 'alice', 'approved'), true)
  const told = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? here : there).take(id, 'alice')))
  t.equal(told.filter((outcome) => outcome === 'approved').length, 1)
  t.equal(told.filter((outcome) => outcome === 'unknown').length, 9)
  t.match(await here.find(id, 'alice'), { state: 'approved' }, 'the page goes on to say what was answered')
})

t.test('MCP-57: a denial stays one', async (t) => {
  const { here } = await setUp(t)
  const { id } = await here.create(question)
  await here.decide(id, 'alice', 'denied')
  t.equal(await here.take(id, 'alice'), 'denied')
  t.equal(await here.take(id, 'alice'), 'denied')
  t.equal(await here.decide(id, 'alice', 'approved'), false)
  t.equal(await here.take(id, 'alice'), 'denied')
})

t.test('MCP-57: of two answers that are given at once one counts', async (t) => {
  const { here, there } = await setUp(t)
  const { id } = await here.create(question)
  const decided = await Promise.all([here.decide(id, 'alice', 'approved'), there.decide(id, 'alice', 'denied')])
  t.equal(decided.filter(Boolean).length, 1)
  t.equal(await here.take(id, 'alice'), decided[0] ? 'approved' : 'denied')
})

t.test('MCP-57: for anybody else the question does not exist', async (t) => {
  const { here } = await setUp(t)
  const { id } = await here.create(question)
  t.equal(await here.find(id, 'bob'), undefined)
  t.equal(await here.decide(id, 'bob', 'approved'), false)
  t.equal(await here.take(id, 'bob'), 'unknown')
  t.equal(await here.take(id, 'alice'), 'pending', 'and nothing has happened to it')
  await here.decide(id, 'alice', 'approved')
  t.equal(await here.take(id, 'bob'), 'unknown')
  t.equal(await here.take(id, 'alice'), 'approved', 'her approval is still hers')
  t.equal(await here.take('made-up', 'alice'), 'unknown')
})

t.test('MCP-57: a question is open for ten minutes, and an answer is good for ten more', async (t) => {
  const { here, passTime } = await setUp(t)
  const late = await here.create(question)
  const never = await here.create(question)
  await passTime('9 minutes')
  t.equal(await here.decide(late.id, 'alice', 'approved'), true)
  await passTime('2 minutes')
  t.equal(await here.find(never.id, 'alice'), undefined)
  t.equal(await here.decide(never.id, 'alice', 'approved'), false)
  t.equal(await here.take(never.id, 'alice'), 'unknown')
  t.equal(await here.take(late.id, 'alice'), 'approved')
  const forgotten = await here.create(question)
  await here.decide(forgotten.id, 'alice', 'approved')
  await passTime('11 minutes')
  t.equal(await here.take(forgotten.id, 'alice'), 'unknown')
})
