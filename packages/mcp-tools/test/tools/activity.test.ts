import t from 'tap'
import { EVERYTHING, testTools } from '../support/planner.ts'

const test = await testTools(t)
const { ask, use, planner, anna, berta, root, sql } = test

/** A trip of Anna's that her assistant has put a place and an expense into. */
async function trip() {
  const { id: tripId } = await planner.trips.create(anna, { title: 'Rome' })
  await planner.members.add(anna, tripId, 'berta')
  await use('create_place', { tripId, name: 'Colosseum' })
  await use('create_budget_item', { tripId, name: 'Hotel', total_price: 50 })
  return tripId
}

interface Listed {
  activity: { id: number; type: string; what: string }[]
  next_cursor: string | null
}

async function list(tripId: number, given: object = {}, as?: { user?: string; scopes?: string[] }): Promise<Listed> {
  return (await use('list_activity', { tripId, ...given }, as)) as unknown as Listed
}

async function idOf(tripId: number, type: string): Promise<number> {
  return (await list(tripId)).activity.find((one) => one.type === type)?.id ?? 0
}

t.test('list_activity tells what the assistant did, newest first', async (t) => {
  const tripId = await trip()
  const { activity, next_cursor: next } = await list(tripId)
  t.match(activity, [
    {
      type: 'budget:created',
      what: 'Hotel',
      where: null,
      user: { username: 'anna' },
      client_name: 'Assistant',
      can_undo: true,
      undone_by: null
    },
    { type: 'place:created', what: 'Colosseum' },
    { type: 'member:added', what: 'berta', client_name: null },
    { type: 'trip:created', what: 'Rome', can_undo: false }
  ])
  t.equal(next, null)
})

t.test('list_activity comes in pages', async (t) => {
  const tripId = await trip()
  const first = await list(tripId, { limit: 3 })
  t.equal(first.activity.length, 3)
  const second = await list(tripId, { limit: 3, cursor: first.next_cursor })
  t.match(second, { activity: [{ type: 'trip:created' }], next_cursor: null })
  await t.rejects(list(tripId, { cursor: 'x' }), { message: /cursor is none that a page gave.*\[invalid_value\]/ })
})

t.test('list_activity hides what the connection may not read', async (t) => {
  const tripId = await trip()
  const types = async (scopes: string[]) => (await list(tripId, {}, { scopes })).activity.map(({ type }) => type)
  t.same(await types(['trips:read']), ['member:added', 'trip:created'])
  t.same(await types(['trips:read', 'budget:read']), ['budget:created', 'member:added', 'trip:created'])
})

t.test('undo_activity takes a change back, and doing so again brings it back', async (t) => {
  const tripId = await trip()
  const activityId = await idOf(tripId, 'place:created')
  const { activity } = (await use('undo_activity', { tripId, activityId })) as unknown as { activity: { id: number } }
  t.match(activity, {
    type: 'place:deleted',
    what: 'Colosseum',
    undoes: activityId,
    client_name: 'Assistant',
    can_undo: true
  })
  t.same(await use('list_places', { tripId }), { places: [], next_cursor: null })
  await t.rejects(use('undo_activity', { tripId, activityId }), {
    message: /undo the activity that did \[already_undone\]/
  })
  await use('undo_activity', { tripId, activityId: activity.id })
  t.match(await use('list_places', { tripId }), { places: [{ name: 'Colosseum' }] })
})

t.test('undo_activity says what is in the way', async (t) => {
  const tripId = await trip()
  const activityId = await idOf(tripId, 'place:created')
  const [place] = await planner.places.list(anna, tripId)
  await planner.places.update(berta, tripId, place?.id ?? 0, { notes: 'mine' })
  await t.rejects(use('undo_activity', { tripId, activityId }), {
    message: /place “Colosseum” has changed since \[undo_conflict\]/
  })
  t.match(await planner.places.list(anna, tripId), [{ notes: 'mine' }])
})

t.test('undo_activity needs the right to change what it takes back', async (t) => {
  const tripId = await trip()
  const given = { tripId, activityId: await idOf(tripId, 'budget:created') }
  await t.rejects(use('undo_activity', given, { scopes: ['trips:write', 'budget:read'] }), {
    message: /would need the scope budget:write \[permission_denied\]/
  })
  t.equal((await planner.budget.list(anna, tripId)).length, 1)

  const opera = { title: 'Opera', type: 'event' as const, price: 90 }
  const { id } = await planner.reservations.create(anna, tripId, opera, { withExpense: true })
  const [activity] = (await planner.activity.list(anna, tripId)).items
  const booked = { tripId, activityId: activity?.id ?? 0 }
  await t.rejects(
    use('undo_activity', booked, { scopes: ['trips:write', 'reservations:write'] }),
    { message: /would need the scope budget:write \[permission_denied\]/ },
    'its price is an expense'
  )
  t.match(await planner.reservations.list(anna, tripId), [{ id }])
})

t.test('undo_activity of what only the owner may do', async (t) => {
  const tripId = await trip()
  await planner.trips.update(anna, tripId, { title: 'Roma' })
  const given = { tripId, activityId: await idOf(tripId, 'trip:updated') }
  await t.rejects(use('undo_activity', given, { user: 'berta' }), { message: /\[permission_denied\]/ })
  await use('undo_activity', given)
  t.match(await planner.trips.get(anna, tripId), { title: 'Rome' })
})

t.test('what happens in an addon is out of reach while that is off', async (t) => {
  const tripId = await trip()
  const given = { tripId, activityId: await idOf(tripId, 'budget:created') }
  await planner.addons.set(root, 'budget', false)
  t.notOk((await list(tripId)).activity.some(({ type }) => type.startsWith('budget')))
  await t.rejects(use('undo_activity', given), { message: /switched off.*\[permission_denied\]/ })
  await planner.addons.set(root, 'budget', true)
})

for (const { name, scope, given } of [
  { name: 'list_activity', scope: 'trips:read', given: {} },
  { name: 'undo_activity', scope: 'trips:write', given: { activityId: 1 } }
]) {
  t.test(`${name} refuses who may not, and what does not fit`, async (t) => {
    const tripId = await trip()
    const call = (given: object, as?: { user?: string; scopes?: string[] }) =>
      ask('tools/call', { name, arguments: given }, as)
    const scopes = scope === 'trips:read' ? ['places:read'] : ['trips:read']
    t.match(await call({ tripId, ...given }, { scopes }), { status: 403, challenge: scope })
    const stranger = await call({ tripId, ...given }, { user: 'mallory' })
    t.match(stranger.result, { isError: true, content: [{ text: 'Trip not found [trip_not_found]' }] })
    const bad = await call({ ...given, tripId: '1' })
    t.match(bad.result, { isError: true, content: [{ text: /invalid_arguments/ }] })
  })
}

t.test('an activity of another trip is not found, nor one that only somebody else may know of', async (t) => {
  const tripId = await trip()
  const other = await trip()
  const foreign = { tripId, activityId: await idOf(other, 'place:created') }
  await t.rejects(use('undo_activity', foreign), { message: /\[activity_not_found\]/ })
  const activityId = await idOf(tripId, 'place:created')
  await sql`update activities set visible_to = ${berta.userId} where id = ${activityId}`
  t.notOk((await list(tripId)).activity.some(({ id }) => id === activityId))
  await t.rejects(use('undo_activity', { tripId, activityId }), { message: /\[activity_not_found\]/ })
})

t.test('whoever may do everything may also undo everything', async (t) => {
  const tripId = await trip()
  const undoable = (await list(tripId, {}, { scopes: EVERYTHING })).activity.filter(
    ({ type }) => type !== 'trip:created'
  )
  for (const { id, what } of undoable)
    t.match(await use('undo_activity', { tripId, activityId: id }), { activity: { what, undoes: id } })
  t.match(await planner.trips.get(anna, tripId), { place_count: 0, shared_count: 0 })
})
