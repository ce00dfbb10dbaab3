import t from 'tap'
import { testPlanner } from './support/planner.ts'

t.test('a wish is written down, changed and crossed off', async (t) => {
  const test = await testPlanner(t)
  const { bucketList } = test.planner
  const anna = await test.person('anna')
  await test.events()
  const fjord = await bucketList.create(anna, {
    name: ' Geirangerfjord ',
    lat: 62.1,
    lng: 0,
    country_code: 'no',
    notes: 'In June',
    target_date: '2028-06-01'
  })
  t.match(fjord, {
    user_id: anna.userId,
    name: 'Geirangerfjord',
    lat: 62.1,
    lng: 0,
    country_code: 'NO',
    notes: 'In June',
    target_date: '2028-06-01'
  })
  const { id } = await bucketList.create(anna, { name: 'Northern lights' })
  t.match(await bucketList.list(anna), [{ id, lat: null, country_code: null, target_date: null }, fjord])
  t.same(
    await bucketList.update(anna, fjord.id, { lat: null, lng: null, country_code: '', notes: ' ', target_date: null }),
    { ...fjord, lat: null, lng: null, country_code: null, notes: null, target_date: null }
  )
  t.match(await bucketList.update(anna, id, { name: 'Aurora' }), { name: 'Aurora' })
  await bucketList.delete(anna, id)
  t.match(await bucketList.list(anna), [{ id: fjord.id }])
  t.match(await test.events(), [
    { type: 'bucketList:created', tripId: null, ids: { itemId: fjord.id }, audience: [anna.userId] },
    { type: 'bucketList:created' },
    { type: 'bucketList:updated' },
    { type: 'bucketList:updated' },
    { type: 'bucketList:deleted', ids: { itemId: id } }
  ])
})

t.test('nobody reaches somebody else’s wishes', async (t) => {
  const test = await testPlanner(t)
  const { bucketList } = test.planner
  const [anna, mallory] = [await test.person('anna'), await test.person('mallory')]
  const wish = await bucketList.create(anna, { name: 'Aurora' })
  t.same(await bucketList.list(mallory), [])
  await t.rejects(bucketList.update(mallory, wish.id, { name: 'Mine' }), { code: 'bucket_item_not_found' })
  await t.rejects(bucketList.delete(mallory, wish.id), { code: 'bucket_item_not_found' })
  t.same(await bucketList.list(anna), [wish])
})

const refused = [
  { what: 'an empty name', wish: { name: ' ' }, code: 'invalid_value' },
  { what: 'a latitude that is none', wish: { name: 'x', lat: 91 }, code: 'invalid_value' },
  { what: 'a longitude that is none', wish: { name: 'x', lng: -181 }, code: 'invalid_value' },
  { what: 'a country that is none', wish: { name: 'x', country_code: 'XX' }, code: 'invalid_country' },
  { what: 'a day that is none', wish: { name: 'x', target_date: '2027-02-30' }, code: 'invalid_date' }
]

t.test('a wish is refused', async (t) => {
  const test = await testPlanner(t)
  const { bucketList } = test.planner
  const anna = await test.person('anna')
  const { id } = await bucketList.create(anna, { name: 'Aurora' })
  for (const { what, wish, code } of refused) {
    await t.rejects(bucketList.create(anna, wish), { code }, what)
    await t.rejects(bucketList.update(anna, id, wish), { code }, what)
  }
  await t.rejects(bucketList.update(anna, id, {}), { code: 'nothing_to_update' })
  t.match(await bucketList.list(anna), [{ id, name: 'Aurora', lat: null }])
})

t.test('a list holds 500 wishes at most', async (t) => {
  const test = await testPlanner(t)
  const anna = await test.person('anna')
  await test.sql`insert into bucket_list (user_id, name) select ${anna.userId}, n from generate_series(1, 501) n`
  t.equal((await test.planner.bucketList.list(anna)).length, 500)
})
