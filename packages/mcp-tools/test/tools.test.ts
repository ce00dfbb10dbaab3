import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { EVERYTHING, testTools, type TestTools } from './support/planner.ts'

interface World {
  tripId: number
  dayId: number
  otherDayId: number
  placeId: number
  assignmentId: number
  noteId: number
  /** The owner of the trip and a member. */
  annaId: number
  bertaId: number
  itemId: number
  settlementId: number
}

async function world({ planner, anna, berta }: TestTools): Promise<World> {
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-12' })
  const [day, otherDay] = await planner.days.list(anna, trip.id)
  const dayId = day?.id ?? 0
  const place = await planner.places.create(anna, trip.id, { name: 'Colosseum' })
  const visit = await planner.assignments.create(anna, trip.id, { dayId, placeId: place.id })
  const note = await planner.dayNotes.create(anna, trip.id, dayId, { text: 'Water' })
  await planner.members.add(anna, trip.id, 'berta')
  const payers = [{ user_id: anna.userId, amount: 50 }]
  const item = await planner.budget.create(anna, trip.id, { name: 'Hotel', total_price: 50, payers })
  const payment = { from_user_id: berta.userId, to_user_id: anna.userId, amount: 5 }
  const settlement = await planner.settlements.create(anna, trip.id, payment)
  return {
    tripId: trip.id,
    dayId,
    otherDayId: otherDay?.id ?? 0,
    placeId: place.id,
    assignmentId: visit.id,
    noteId: note.id,
    annaId: anna.userId,
    bertaId: berta.userId,
    itemId: item.id,
    settlementId: settlement.id
  }
}

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const tools: {
  name: string
  scope?: string
  addon?: string
  given: (world: World) => object
  answers: object
  bad: object
  isTripless?: true
}[] = [
  {
    name: 'list_trips',
    given: () => ({}),
    answers: { trips: [{ title: 'Rome', day_count: 3 }] },
    bad: { include_archived: 'yes' },
    isTripless: true
  },
  {
    name: 'create_trip',
    scope: 'trips:write',
    given: () => ({ title: 'Oslo', currency: 'NOK' }),
    answers: { trip: { title: 'Oslo', currency: 'NOK', day_count: 7 } },
    bad: { title: '' },
    isTripless: true
  },
  {
    name: 'get_trip_summary',
    given: ({ tripId }) => ({ tripId }),
    answers: {
      trip: { title: 'Rome' },
      members: { owner: { username: 'anna' } },
      days: [{ assignments: [{ place: { name: 'Colosseum' } }], notes: [{ text: 'Water' }] }],
      budget: { items: [{ name: 'Hotel' }], item_count: 1, total: 50, currency: 'EUR' }
    },
    bad: { tripId: '1' }
  },
  {
    name: 'update_trip',
    scope: 'trips:write',
    given: ({ tripId }) => ({ tripId, title: 'Roma' }),
    answers: { trip: { title: 'Roma' } },
    bad: { tripId: 1, start_date: 'tomorrow' }
  },
  {
    name: 'copy_trip',
    scope: 'trips:write',
    given: ({ tripId }) => ({ tripId, title: 'Again' }),
    answers: { trip: { title: 'Again', is_owner: true } },
    bad: {}
  },
  {
    name: 'list_trip_members',
    scope: 'trips:read',
    given: ({ tripId }) => ({ tripId }),
    answers: { owner: { username: 'anna' }, members: [{ username: 'berta' }] },
    bad: { tripId: 0 }
  },
  {
    name: 'add_trip_member',
    scope: 'trips:write',
    given: ({ tripId }) => ({ tripId, identifier: 'mallory' }),
    answers: { member: { username: 'mallory' } },
    bad: { tripId: 1, identifier: '' }
  },
  {
    name: 'remove_trip_member',
    scope: 'trips:write',
    given: ({ tripId }) => ({ tripId, memberId: 999, confirm: true }),
    answers: { success: true },
    bad: { tripId: 1 }
  },
  {
    name: 'export_trip_ics',
    scope: 'trips:read',
    given: ({ tripId }) => ({ tripId }),
    answers: { ics: /^BEGIN:VCALENDAR/, filename: 'Rome.ics' },
    bad: { tripId: 1.5 }
  },
  {
    name: 'update_day',
    scope: 'trips:write',
    given: ({ tripId, dayId }) => ({ tripId, dayId, title: 'Arrival' }),
    answers: { day: { title: 'Arrival' } },
    bad: { tripId: 1, dayId: 1 }
  },
  {
    name: 'create_day',
    scope: 'trips:write',
    given: ({ tripId }) => ({ tripId }),
    answers: { day: { day_number: 4, date: null, assignments: [] } },
    bad: { tripId: 1, date: 5 }
  },
  {
    name: 'create_day_note',
    scope: 'trips:write',
    given: ({ tripId, dayId }) => ({ tripId, dayId, text: 'Hat' }),
    answers: { note: { text: 'Hat' } },
    bad: { tripId: 1, dayId: 1, text: '' }
  },
  {
    name: 'update_day_note',
    scope: 'trips:write',
    given: ({ tripId, dayId, noteId }) => ({ tripId, dayId, noteId, time: 'noon' }),
    answers: { note: { time: 'noon' } },
    bad: { tripId: 1, dayId: 1 }
  },
  {
    name: 'delete_day_note',
    scope: 'trips:write',
    given: ({ tripId, dayId, noteId }) => ({ tripId, dayId, noteId }),
    answers: { success: true },
    bad: { tripId: 1 }
  },
  {
    name: 'list_categories',
    scope: 'places:read',
    given: () => ({}),
    answers: { categories: [{ name: 'Activity' }] },
    bad: { x: 1 },
    isTripless: true
  },
  {
    name: 'list_places',
    scope: 'places:read',
    given: ({ tripId }) => ({ tripId, assignment: 'assigned' }),
    answers: { places: [{ name: 'Colosseum' }] },
    bad: { tripId: 1, assignment: 'some' }
  },
  {
    name: 'create_place',
    scope: 'places:write',
    given: ({ tripId }) => ({ tripId, name: 'Forum', lat: 0 }),
    answers: { place: { name: 'Forum', lat: 0 } },
    bad: { tripId: 1, name: 'x', lat: 91 }
  },
  {
    name: 'create_and_assign_place',
    scope: 'places:write',
    given: ({ tripId, dayId }) => ({ tripId, dayId, name: 'Forum', place_notes: 'p', assignment_notes: 'v' }),
    answers: { place: { notes: 'p' }, assignment: { notes: 'v', order_index: 1 } },
    bad: { tripId: 1, dayId: 1 }
  },
  {
    name: 'update_place',
    scope: 'places:write',
    given: ({ tripId, placeId }) => ({ tripId, placeId, price: 18, notes: null }),
    answers: { place: { price: 18, notes: null } },
    bad: { tripId: 1, placeId: 1, price: -1 }
  },
  {
    name: 'bulk_update_places',
    scope: 'places:write',
    given: ({ tripId, placeId }) => ({ tripId, placeIds: [placeId, 999_999], transport_mode: 'transit' }),
    answers: { count: 1, skipped: 1 },
    bad: { tripId: 1, placeIds: [] }
  },
  {
    name: 'assign_place_to_day',
    scope: 'places:write',
    given: ({ tripId, otherDayId, placeId }) => ({ tripId, dayId: otherDayId, placeId }),
    answers: { assignment: { order_index: 0, place: { name: 'Colosseum' } } },
    bad: { tripId: 1, dayId: 1 }
  },
  {
    name: 'update_assignment_time',
    scope: 'places:write',
    given: ({ tripId, assignmentId }) => ({ tripId, assignmentId, place_time: '09:30', end_time: null }),
    answers: { assignment: { assignment_time: '09:30' } },
    bad: { tripId: 1, assignmentId: 1, place_time: '9' }
  },
  {
    name: 'move_assignment',
    scope: 'places:write',
    given: ({ tripId, assignmentId, dayId, otherDayId }) => ({
      tripId,
      assignmentId,
      oldDayId: dayId,
      newDayId: otherDayId
    }),
    answers: { assignment: { order_index: 0 } },
    bad: { tripId: 1, assignmentId: 1, newDayId: 1 }
  },
  {
    name: 'reorder_day_assignments',
    scope: 'places:write',
    given: ({ tripId, dayId, assignmentId }) => ({ tripId, dayId, assignmentIds: [assignmentId] }),
    answers: { success: true, order: [Number] },
    bad: { tripId: 1, dayId: 1, assignmentIds: [] }
  },
  {
    name: 'set_assignment_participants',
    scope: 'places:write',
    given: ({ tripId, assignmentId }) => ({ tripId, assignmentId, userIds: [] }),
    answers: { participants: [] },
    bad: { tripId: 1, assignmentId: 1, userIds: ['anna'] }
  },
  {
    name: 'get_assignment_participants',
    scope: 'places:read',
    given: ({ tripId, assignmentId }) => ({ tripId, assignmentId }),
    answers: { participants: [] },
    bad: { tripId: 1 }
  },
  {
    name: 'unassign_place',
    scope: 'places:write',
    given: ({ tripId, dayId, assignmentId }) => ({ tripId, dayId, assignmentId }),
    answers: { success: true },
    bad: { tripId: 1, dayId: 1 }
  },
  {
    name: 'create_budget_item',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, annaId, bertaId }) => ({
      tripId,
      name: 'Dinner',
      total_price: 60,
      currency: 'JPY',
      member_ids: [annaId, bertaId],
      payers: [{ user_id: bertaId, amount: 60 }],
      expense_date: '2027-06-10'
    }),
    answers: { item: { name: 'Dinner', currency: 'JPY', persons: 2, payers: [{ username: 'berta', amount: 60 }] } },
    bad: { tripId: 1, name: 'x', total_price: -1 }
  },
  {
    name: 'create_budget_item_with_members',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, bertaId }) => ({ tripId, name: 'Spa', total_price: 20, userIds: [bertaId] }),
    answers: { item: { persons: 1, members: [{ username: 'berta' }] } },
    bad: { tripId: 1, name: 'x', total_price: 1, userIds: ['berta'] }
  },
  {
    name: 'update_budget_item',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId }) => ({ tripId, itemId, total_price: 80.5, note: null, days: 2 }),
    answers: { item: { name: 'Hotel', total_price: 80.5, note: null, days: 2, payers: [{ amount: 80.5 }] } },
    bad: { tripId: 1, itemId: 1, persons: 0 }
  },
  {
    name: 'set_budget_item_members',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId, bertaId }) => ({ tripId, itemId, userIds: [bertaId] }),
    answers: { item: { persons: 1, members: [{ username: 'berta' }] } },
    bad: { tripId: 1, itemId: 1 }
  },
  {
    name: 'toggle_budget_member_paid',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId, bertaId }) => ({ tripId, itemId, memberId: bertaId, paid: true }),
    answers: { member: { username: 'berta', paid: true } },
    bad: { tripId: 1, itemId: 1, memberId: 1 }
  },
  {
    name: 'get_settlement_summary',
    scope: 'budget:read',
    addon: 'budget',
    given: ({ tripId }) => ({ tripId }),
    answers: {
      summary: {
        currency: 'EUR',
        balances: [
          { username: 'anna', balance: 20 },
          { username: 'berta', balance: -20 }
        ],
        flows: [{ from: { username: 'berta' }, to: { username: 'anna' }, amount: 20 }],
        settlements: [{ amount: 5 }]
      }
    },
    bad: { tripId: 1, base: 'euro' }
  },
  {
    name: 'list_settlements',
    scope: 'budget:read',
    addon: 'budget',
    given: ({ tripId }) => ({ tripId }),
    answers: { settlements: [{ amount: 5, from_username: 'berta' }] },
    bad: {}
  },
  {
    name: 'create_settlement',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, annaId, bertaId }) => ({ tripId, from_user_id: bertaId, to_user_id: annaId, amount: 20 }),
    answers: { settlement: { from_username: 'berta', to_username: 'anna', amount: 20 } },
    bad: { tripId: 1, from_user_id: 1, to_user_id: 2, amount: 0 }
  },
  {
    name: 'update_settlement',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, settlementId, annaId, bertaId }) => ({
      tripId,
      settlementId,
      from_user_id: bertaId,
      to_user_id: annaId,
      amount: 7.5
    }),
    answers: { settlement: { amount: 7.5 } },
    bad: { tripId: 1, settlementId: 1, amount: 1 }
  },
  {
    name: 'delete_settlement',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, settlementId }) => ({ tripId, settlementId }),
    answers: { success: true },
    bad: { tripId: 1 }
  },
  {
    name: 'delete_budget_item',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId }) => ({ tripId, itemId }),
    answers: { success: true },
    bad: { tripId: 1 }
  },
  {
    name: 'delete_place',
    scope: 'places:write',
    given: ({ tripId, placeId }) => ({ tripId, placeId }),
    answers: { success: true },
    bad: { tripId: 1 }
  },
  {
    name: 'bulk_delete_places',
    scope: 'places:write',
    given: ({ tripId, placeId }) => ({ tripId, placeIds: [placeId] }),
    answers: { count: 1 },
    bad: { tripId: 1 }
  },
  {
    name: 'delete_day',
    scope: 'trips:write',
    given: ({ tripId, dayId }) => ({ tripId, dayId }),
    answers: { success: true },
    bad: { tripId: 1 }
  },
  {
    name: 'delete_trip',
    scope: 'trips:delete',
    given: ({ tripId }) => ({ tripId, confirm: true }),
    answers: { success: true },
    bad: {}
  },
  {
    name: 'connection_status',
    given: () => ({}),
    answers: { user: { username: 'anna' }, client: { name: 'Assistant' }, kind: 'user', expires_at: null },
    bad: { tripId: 1 },
    isTripless: true
  }
]

for (const { name, scope, addon, given, answers, bad, isTripless } of tools) {
  t.test(`MCP-35, MCP-38: ${name} does its work, and refuses the rest`, async (t) => {
    const test = await testTools(t)
    const there = await world(test)

    t.match(
      (await test.ask('tools/call', { name, arguments: bad })).result,
      { isError: true, content: [{ text: /invalid_arguments/ }] },
      'bad arguments'
    )
    if (scope) {
      const without = EVERYTHING.filter((granted) => granted.split(':')[0] !== scope.split(':')[0])
      const narrow = scope.endsWith(':read') ? without : [...without, scope.replace(/:.*/, ':read')]
      t.match(
        await test.ask('tools/call', { name, arguments: given(there) }, { scopes: narrow }),
        { status: 403, challenge: scope },
        'a missing scope'
      )
    }
    if (!isTripless) {
      const stranger = await test.ask('tools/call', { name, arguments: given(there) }, { user: 'mallory' })
      t.match(
        stranger.result,
        { isError: true, content: [{ text: 'Trip not found [trip_not_found]' }] },
        'somebody else’s trip'
      )
    }
    if (addon) {
      await test.planner.addons.set(test.root, addon, false)
      const reply = await test.ask('tools/call', { name, arguments: given(there) })
      t.match(reply.error, { code: -32602, message: `Unknown tool: ${name}` }, 'an addon that is off')
      await test.planner.addons.set(test.root, addon, true)
    }
    t.match(await test.use(name, given(there)), answers, 'success')
  })
}

t.test('every tool is in the table above, or in that of its group', async (t) => {
  const { ask } = await testTools(t)
  const { result } = await ask('tools/list', {})
  const listed = (result as unknown as { tools: { name: string }[] }).tools.map(({ name }) => name)
  const groups = new URL('tools/', import.meta.url)
  const files = await Promise.all((await readdir(groups)).map((file) => readFile(new URL(file, groups), 'utf8')))
  const here = new Set(tools.map(({ name }) => name))
  const untested = listed.filter((name) => !here.has(name) && !files.some((file) => file.includes(`name: '${name}'`)))
  t.same(untested, [])
})

t.test('MCP-56: what is for good is asked first, with the name of what will be gone', async (t) => {
  const { ask, planner, anna, ...test } = await testTools(t)
  const { tripId } = await world({ ask, planner, anna, ...test })
  const mallory = await planner.users.findByEmail('mallory@example.org')
  const memberId = mallory?.id ?? 0
  const refused = async (name: string, given: object) =>
    (await ask('tools/call', { name, arguments: given })).result?.content?.[0]?.text
  t.match(
    await refused('delete_trip', { tripId }),
    /^Delete the trip “Rome”.*"confirm": true.*\[confirmation_needed\]$/
  )
  t.match(
    await refused('remove_trip_member', { tripId, memberId }),
    new RegExp(`Remove the person ${memberId} from`),
    'who is no member is not named'
  )
  await planner.members.add(anna, tripId, 'mallory')
  t.match(await refused('remove_trip_member', { tripId, memberId }), /Remove mallory from/)
  t.ok((await planner.members.list(anna, tripId)).members.some(({ id }) => id === memberId))
  t.match(await planner.trips.get(anna, tripId), { title: 'Rome' })
})

t.test('MCP-63: a connection explains itself', async (t) => {
  const { use } = await testTools(t)
  const { allowed, not_allowed: missing } = (await use(
    'connection_status',
    {},
    { scopes: ['trips:write'] }
  )) as unknown as Record<string, { scope: string }[]>
  t.same(allowed?.map(({ scope }) => scope).slice(0, 2), ['trips:read', 'trips:write'], 'with what is implied')
  t.ok(missing?.some(({ scope }) => scope === 'places:read'))
})

t.test('without the right to read trips only their names are told', async (t) => {
  const test = await testTools(t)
  const { tripId } = await world(test)
  const scopes = ['places:read']
  t.same(await test.use('list_trips', {}, { scopes }), { trips: [{ id: tripId, title: 'Rome' }], next_cursor: null })
  t.same(await test.use('get_trip_summary', { tripId }, { scopes }), { trip: { id: tripId, title: 'Rome' } })
})

const foreignToTheTrip = [
  { name: 'update_budget_item', given: { itemId: 999_999, name: 'x' }, code: 'budget_item_not_found' },
  { name: 'delete_budget_item', given: { itemId: 999_999 }, code: 'budget_item_not_found' },
  { name: 'set_budget_item_members', given: { itemId: 999_999, userIds: [] }, code: 'budget_item_not_found' },
  {
    name: 'toggle_budget_member_paid',
    given: { itemId: 999_999, memberId: 1, paid: true },
    code: 'budget_item_not_found'
  },
  {
    name: 'create_budget_item',
    given: { name: 'x', total_price: 1, member_ids: [999_999] },
    code: 'foreign_reference'
  },
  { name: 'create_settlement', given: { from_user_id: 1, to_user_id: 999_999, amount: 1 }, code: 'foreign_reference' },
  {
    name: 'update_settlement',
    given: { settlementId: 999_999, from_user_id: 1, to_user_id: 2, amount: 1 },
    code: 'settlement_not_found'
  },
  { name: 'delete_settlement', given: { settlementId: 999_999 }, code: 'settlement_not_found' }
]

t.test('MCP-38: what is not of the trip is told apart from what does not fit', async (t) => {
  const test = await testTools(t)
  const { tripId } = await world(test)
  for (const { name, given, code } of foreignToTheTrip)
    await t.rejects(test.use(name, { tripId, ...given }), { message: new RegExp(`\\[${code}\\]`) }, name)
})

t.test('MCP-37: the budget is in a summary only with the right to read it, while the addon is on', async (t) => {
  const test = await testTools(t)
  const { tripId } = await world(test)
  const summary = (scopes: string[]) => test.use('get_trip_summary', { tripId }, { scopes })
  t.notOk('budget' in (await summary(['trips:read'])))
  t.match(await summary(['budget:read']), { trip: { title: 'Rome' }, budget: { total: 50 } })
  await test.planner.addons.set(test.root, 'budget', false)
  t.same(Object.keys(await summary(['budget:read'])), ['trip'])
})

t.test('an assistant’s trip has at most 90 days', async (t) => {
  const { use } = await testTools(t)
  await t.rejects(use('create_trip', { title: 'Long', start_date: '2027-01-01', end_date: '2027-04-01' }), {
    message: /at most 90 days \[invalid_range\]/
  })
})
