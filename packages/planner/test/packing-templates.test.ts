import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

/** The same two people and their trip, which an administrator belongs to as well. */
async function tripWithAdministrator(test: Awaited<ReturnType<typeof testPlanner>>) {
  const there = await tripOfTwo(test)
  const root = await test.person('root', 'admin')
  await test.planner.members.add(there.anna, there.trip.id, 'root')
  return { ...there, root }
}

const page = { limit: 10, offset: 0 }

t.test('an administrator keeps what everybody sees as a template, others begin with it', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, root } = await tripWithAdministrator(test)
  const { packing, packingTemplates } = test.planner
  await packing.import(anna, trip.id, [
    { name: 'Tent', category: 'Camping', quantity: 2 },
    { name: 'Stove', category: 'Camping' }
  ])
  const { id } = await packing.create(anna, trip.id, { name: 'Map', category: null })
  await packing.setChecked(anna, trip.id, id, true)
  await packing.create(root, trip.id, { name: 'Gift', is_private: true })
  const saved = await packingTemplates.save(root, trip.id, ' Camping ')
  t.match(saved, { name: 'Camping', categoryCount: 2, itemCount: 3 })

  const other = await test.planner.trips.create(berta, { title: 'Other' })
  await packing.create(berta, other.id, { name: 'Tent' })
  t.same(await packingTemplates.list(berta, other.id, page), {
    templates: [{ id: saved.id, name: 'Camping', item_count: 3 }],
    total: 1
  })
  await test.events()
  const applied = await packingTemplates.apply(berta, other.id, saved.id)
  t.match(applied, [
    {
      name: 'Tent',
      category: 'Camping',
      sort_order: 1,
      quantity: 1,
      checked: false,
      owner_id: null,
      is_private: false
    },
    { name: 'Stove', category: 'Camping', sort_order: 2 },
    { name: 'Map', category: 'Other', sort_order: 3, checked: false }
  ])
  t.equal((await packing.list(berta, other.id)).length, 4, 'what was there stays, even if it comes twice')
  t.match(await test.events(), [{ type: 'packing:template-applied', tripId: other.id, ids: { templateId: saved.id } }])
})

t.test('templates are listed newest first, page by page', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, root } = await tripWithAdministrator(test)
  const { packing, packingTemplates } = test.planner
  await packing.create(anna, trip.id, { name: 'Tent' })
  for (const name of ['one', 'two', 'three']) await packingTemplates.save(root, trip.id, name)
  const names = async (limit: number, offset: number) => {
    const { templates, total } = await packingTemplates.list(anna, trip.id, { limit, offset })
    return [total, ...templates.map(({ name }) => name)]
  }
  t.same(await names(2, 0), [3, 'three', 'two'])
  t.same(await names(2, 2), [3, 'one'])
})

t.test('only administrators of the instance make and remove templates', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, root } = await tripWithAdministrator(test)
  const { packing, packingTemplates } = test.planner
  await t.rejects(packingTemplates.save(root, trip.id, 'x'), { code: 'empty_packing_list' })
  await packing.create(root, trip.id, { name: 'Gift', is_private: true })
  await t.rejects(
    packingTemplates.save(root, trip.id, 'x'),
    { code: 'empty_packing_list' },
    'private items do not count'
  )
  await packing.create(anna, trip.id, { name: 'Tent' })
  await t.rejects(packingTemplates.save(anna, trip.id, 'x'), { code: 'admin_required' }, 'whoever owns the trip')
  await t.rejects(packingTemplates.save(root, trip.id, ' '), { code: 'invalid_value' })
  const { id } = await packingTemplates.save(root, trip.id, 'Camping')
  await t.rejects(packingTemplates.delete(anna, id), { code: 'admin_required' })
  await t.rejects(packingTemplates.delete(berta, 999_999), { code: 'admin_required' })
  t.match(await packingTemplates.list(anna, trip.id, page), { total: 1 })
  t.equal(await packingTemplates.delete(root, id), 'Camping')
  await t.rejects(packingTemplates.delete(root, id), { code: 'template_not_found' })
  t.same(await packingTemplates.list(anna, trip.id, page), { templates: [], total: 0 })
})

t.test('a template needs items, a trip and the right to edit it', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, root } = await tripWithAdministrator(test)
  const { packing, packingTemplates, trips } = test.planner
  await packing.create(anna, trip.id, { name: 'Tent' })
  const { id } = await packingTemplates.save(root, trip.id, 'Camping')
  const [empty] = await test.sql`insert into packing_templates (name) values ('Empty') returning id`
  await t.rejects(packingTemplates.apply(anna, trip.id, Number(empty?.id)), { code: 'template_not_found' })
  await t.rejects(packingTemplates.apply(anna, trip.id, 999_999), { code: 'template_not_found' })
  const hers = await trips.create(berta, { title: 'Hers' })
  await t.rejects(packingTemplates.apply(anna, hers.id, id), { code: 'trip_not_found' })
  await t.rejects(packingTemplates.save(root, hers.id, 'x'), { code: 'trip_not_found' })
  await t.rejects(packingTemplates.list(anna, hers.id, page), { code: 'trip_not_found' })
  await test.sql`insert into app_settings values ('perm_packing_edit', 'trip_owner')`
  await t.rejects(packingTemplates.apply(berta, trip.id, id), { code: 'permission_denied' })
  t.equal((await packing.list(anna, trip.id)).length, 1)
})
