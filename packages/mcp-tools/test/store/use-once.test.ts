import t from 'tap'
import { createUseOnce } from '../../src/store/used-identifiers/used-identifier.store.ts'
import { twoNodes } from '../support/two-nodes.ts'

t.test('an identifier is used first by one caller of many, on whichever node', async (t) => {
  const { db, otherDb } = await twoNodes(t)
  const [here, there] = [createUseOnce(db), createUseOnce(otherDb)]
  const uses = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? here : there)('state-1', 60)))
  t.equal(uses.filter(Boolean).length, 1)
  t.equal(await there('state-2', 60), true, 'another identifier')
  t.equal(await here('state-2', 60), false)
})

t.test('identifiers are kept as digests only', async (t) => {
  const { db, dump } = await twoNodes(t)
  await createUseOnce(db)('an-identifier-of-annas', 60)
  t.notMatch(await dump(), 'an-identifier')
  t.notMatch(await dump(), Buffer.from('an-identifier').toString('hex'))
})
