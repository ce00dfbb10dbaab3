import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { planner } = test

t.test('a note has a usual category and colour, and everybody edits it', async (t) => {
  const note = await planner.collabNotes.create(anna, trip.id, { title: ' Visa ', content: '# Papers' })
  t.match(note, {
    trip_id: trip.id,
    username: 'anna',
    title: 'Visa',
    content: '# Papers',
    category: 'General',
    color: '#6366f1',
    website: null,
    pinned: false
  })
  const changed = await planner.collabNotes.update(berta, trip.id, note.id, {
    content: null,
    category: 'Papers',
    color: '#ff0000',
    website: 'https://visa.example.org'
  })
  t.match(changed, { username: 'anna', title: 'Visa', content: null, category: 'Papers', color: '#ff0000' })
  t.ok(changed.updated_at > note.updated_at)
  t.match(await planner.collabNotes.update(berta, trip.id, note.id, { category: null, color: null, website: null }), {
    category: 'General',
    color: '#6366f1',
    website: null
  })
  await planner.collabNotes.delete(berta, trip.id, note.id)
  t.same(await planner.collabNotes.list(anna, trip.id), [])
})

t.test('pinned notes come first, then the latest change', async (t) => {
  const ids: number[] = []
  for (const title of ['first', 'second', 'third']) {
    ids.push((await planner.collabNotes.create(anna, trip.id, { title })).id)
  }
  const titles = async () => (await planner.collabNotes.list(berta, trip.id)).map(({ title }) => title)
  t.same(await titles(), ['third', 'second', 'first'])
  await planner.collabNotes.update(anna, trip.id, ids[0] ?? 0, { content: 'news' })
  t.same(await titles(), ['first', 'third', 'second'])
  await planner.collabNotes.update(anna, trip.id, ids[1] ?? 0, { pinned: true })
  t.same(await titles(), ['second', 'first', 'third'])
})

const refused: { name: string; changes: object; code: string }[] = [
  { name: 'an empty title', changes: { title: '  ' }, code: 'invalid_value' },
  { name: 'a colour by name', changes: { color: 'red' }, code: 'invalid_value' },
  { name: 'a script as a web address', changes: { website: 'javascript:alert(1)' }, code: 'invalid_value' },
  { name: 'no change', changes: {}, code: 'nothing_to_update' }
]
for (const { name, changes, code } of refused) {
  t.test(`refuses ${name}`, async (t) => {
    const [note] = await planner.collabNotes.list(anna, trip.id)
    await t.rejects(planner.collabNotes.update(anna, trip.id, note?.id ?? 0, changes), { code })
    t.same((await planner.collabNotes.list(anna, trip.id))[0], note)
  })
}

t.test('notes of another trip are not found, and a stranger finds none', async (t) => {
  const [note] = await planner.collabNotes.list(anna, trip.id)
  const noteId = note?.id ?? 0
  const other = await planner.trips.create(anna, { title: 'Oslo' })
  await t.rejects(planner.collabNotes.update(anna, other.id, noteId, { title: 'x' }), { code: 'note_not_found' })
  await t.rejects(planner.collabNotes.delete(anna, other.id, noteId), { code: 'note_not_found' })
  const eve = await test.person('eve')
  const attempts: (() => Promise<unknown>)[] = [
    () => planner.collabNotes.list(eve, trip.id),
    () => planner.collabNotes.create(eve, trip.id, { title: 'x' }),
    () => planner.collabNotes.update(eve, trip.id, noteId, { title: 'x' }),
    () => planner.collabNotes.delete(eve, trip.id, noteId)
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'trip_not_found' })
  t.match((await planner.collabNotes.list(anna, trip.id))[0], { title: note?.title })
})

t.test('an instance can leave notes, polls and chat to owners', async (t) => {
  await test.sql`insert into app_settings (key, value) values ('perm_collab_edit', 'trip_owner')`
  await t.rejects(planner.collabNotes.create(berta, trip.id, { title: 'x' }), { code: 'permission_denied' })
  await t.rejects(planner.polls.create(berta, trip.id, { question: 'x?', options: ['a', 'b'] }), {
    code: 'permission_denied'
  })
  await t.rejects(planner.chat.send(berta, trip.id, { text: 'x' }), { code: 'permission_denied' })
  t.ok(await planner.chat.send(anna, trip.id, { text: 'x' }))
  await test.sql`delete from app_settings`
})

t.test('every change is told to the people of the trip', async (t) => {
  await test.events()
  const { id: noteId } = await planner.collabNotes.create(anna, trip.id, { title: 'Told' })
  await planner.collabNotes.update(anna, trip.id, noteId, { pinned: true })
  await planner.collabNotes.delete(anna, trip.id, noteId)
  const told = (await test.events()).filter(({ tripId }) => tripId === trip.id)
  t.same(
    told.map(({ type, ids, audience }) => ({ type, ids, audience })),
    ['created', 'updated', 'deleted'].map((change) => ({
      type: `collab:note:${change}`,
      ids: { noteId },
      audience: [anna.userId, berta.userId]
    }))
  )
})
