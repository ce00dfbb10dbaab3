import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { tags, places, trips, days, assignments } = test.planner

t.test('everybody has tags of their own, by name', async (t) => {
  const food = await tags.create(anna, { name: ' food ' })
  t.match(food, { user_id: anna.userId, name: 'food', color: '#10b981' })
  await tags.create(anna, { name: 'art', color: '#ABCDEF' })
  t.match(await tags.list(anna), [{ name: 'art', color: '#ABCDEF' }, { name: 'food' }])
  t.same(await tags.list(berta), [])

  t.match(await tags.update(anna, food.id, { name: 'eat' }), { name: 'eat', color: '#10b981' })
  await t.rejects(tags.update(berta, food.id, { name: 'mine' }), { code: 'tag_not_found' })
  await t.rejects(tags.delete(berta, food.id), { code: 'tag_not_found' })
  await t.rejects(tags.update(anna, food.id, {}), { code: 'nothing_to_update' })
  await t.rejects(tags.update(anna, food.id, { name: ' ' }), { code: 'invalid_value' })
  await t.rejects(tags.create(anna, { name: 'x', color: 'red' }), { code: 'invalid_value' })
  await tags.delete(anna, food.id)
  await t.rejects(tags.delete(anna, food.id), { code: 'tag_not_found' })
})

t.test('a place has tags of several people, and everybody sets their own', async (t) => {
  const [art, food] = [await tags.create(anna, { name: 'art' }), await tags.create(anna, { name: 'food' })]
  const must = await tags.create(berta, { name: 'must' })
  const museum = await places.create(anna, trip.id, { name: 'Museum', tag_ids: [art.id, art.id] })
  t.same(museum.tags, [art])
  t.same((await places.update(berta, trip.id, museum.id, { tag_ids: [must.id] })).tags, [art, must])
  t.same((await places.update(anna, trip.id, museum.id, { tag_ids: [food.id] })).tags, [food, must])
  t.same((await places.update(anna, trip.id, museum.id, { notes: 'big' })).tags, [food, must], 'left out, they stay')

  const cafe = await places.create(anna, trip.id, { name: 'Café' })
  await places.updateMany(anna, trip.id, [museum.id, cafe.id], { tag_ids: [art.id] })
  const named = async (tagId: number) => (await places.list(berta, trip.id, { tagId })).map(({ name }) => name)
  t.same(await named(art.id), ['Café', 'Museum'])
  t.same(await named(must.id), ['Museum'])
  t.same(await named(food.id), [])

  const [day] = await days.list(anna, trip.id)
  const visit = await assignments.create(anna, trip.id, { dayId: day?.id ?? 0, placeId: museum.id })
  t.same(visit.place.tags, [art, must])

  await tags.delete(anna, art.id)
  t.same((await places.list(anna, trip.id, { search: 'Museum' }))[0]?.tags, [must])
})

t.test('nobody uses tags of others, and nothing is kept of the attempt', async (t) => {
  const must = await tags.create(berta, { name: 'must' })
  const before = await places.list(anna, trip.id)
  const refused = { code: 'foreign_reference', message: /tag_ids/ }
  await t.rejects(places.create(anna, trip.id, { name: 'Bar', tag_ids: [must.id] }), refused)
  await t.rejects(places.update(anna, trip.id, before[0]?.id ?? 0, { name: 'Bar', tag_ids: [must.id] }), refused)
  t.same(await places.list(anna, trip.id), before)
})

t.test('a copy of a trip has the tags of who copies it', async (t) => {
  const source = await trips.create(anna, { title: 'Oslo' })
  await test.planner.members.add(anna, source.id, 'berta')
  const [hers, his] = [await tags.create(anna, { name: 'hers' }), await tags.create(berta, { name: 'his' })]
  const place = await places.create(anna, source.id, { name: 'Opera', tag_ids: [hers.id] })
  await places.update(berta, source.id, place.id, { tag_ids: [his.id] })
  const copy = await trips.copy(berta, source.id)
  t.match(await places.list(berta, copy.id), [{ name: 'Opera', tags: [{ name: 'his' }] }])
  t.equal((await places.list(berta, copy.id))[0]?.tags.length, 1)
})
