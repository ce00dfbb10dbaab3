import t from 'tap'
import { testTools } from '../support/planner.ts'
import { ALL_SCOPES, checkTool, type ToolCase } from '../support/tool-case.ts'

const test = await testTools(t)
const { planner, anna, berta } = test
const { id: tripId } = await planner.trips.create(anna, { title: 'Rome' })
const food = await planner.tags.create(anna, { name: 'food' })
const bertas = await planner.tags.create(berta, { name: 'must' })

const use = (name: string, given: object) => test.use(name, given, { scopes: ALL_SCOPES })

const cases: ToolCase[] = [
  {
    name: 'list_tags',
    scope: 'places:read',
    given: {},
    answers: { tags: [{ id: food.id, name: 'food', color: '#10b981' }] },
    bad: { tripId }
  },
  {
    name: 'create_tag',
    scope: 'places:write',
    given: { name: 'art', color: '#ff0000' },
    answers: { tag: { name: 'art', color: '#ff0000', user_id: anna.userId } },
    bad: { name: '' }
  },
  {
    name: 'update_tag',
    scope: 'places:write',
    given: { tagId: food.id, name: 'eat' },
    answers: { tag: { id: food.id, name: 'eat', color: '#10b981' } },
    bad: { tagId: food.id, color: 'red' },
    foreign: { given: { tagId: bertas.id, name: 'mine' }, code: 'tag_not_found' }
  }
]
for (const toolCase of cases)
  t.test(`${toolCase.name} does its work, and refuses the rest`, (t) => checkTool(t, test, toolCase))

t.test('places get tags, say which they have, and are found by them', async (t) => {
  const { place } = (await use('create_place', { tripId, name: 'Forum', tag_ids: [food.id] })) as unknown as {
    place: { id: number; tags: object[] }
  }
  t.match(place.tags, [{ name: 'eat' }])
  await use('create_place', { tripId, name: 'Zoo' })
  const found = async (tag: number) => (await use('list_places', { tripId, tag: String(tag) })).places
  t.match(await found(food.id), [{ name: 'Forum', tags: [{ id: food.id }] }])
  t.same(await found(bertas.id), [])
  const given = { tripId, placeId: place.id, tag_ids: [bertas.id] }
  await t.rejects(use('update_place', given), { message: /see list_tags \[foreign_reference\]/ })
  await use('bulk_update_places', { tripId, placeIds: [place.id], tag_ids: [] })
  t.same(await found(food.id), [])
})

const deleteTag: ToolCase = {
  name: 'delete_tag',
  scope: 'places:write',
  given: { tagId: food.id },
  answers: { success: true },
  bad: {},
  foreign: { given: { tagId: bertas.id }, code: 'tag_not_found' }
}
t.test('delete_tag does its work, and refuses the rest', (t) => checkTool(t, test, deleteTag))

t.test('a text that the database cannot hold is the caller’s to repair', (t) =>
  t.rejects(use('create_tag', { name: 'a\0b' }), { message: /U\+0000.*\[invalid_value\]/ })
)
