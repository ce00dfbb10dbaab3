import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTripTools, tripWorld, type TripToolCase } from '../support/trip-world.ts'

const test = await testTools(t)

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const cases: TripToolCase[] = [
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
    name: 'delete_trip',
    scope: 'trips:delete',
    given: ({ tripId }) => ({ tripId, confirm: true }),
    answers: { success: true },
    bad: {}
  }
]

checkTripTools(t, test, cases)

t.test('MCP-56: what is for good is asked first, with the name of what will be gone', async (t) => {
  const { ask, planner, anna } = test
  const { tripId } = await tripWorld(test)
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

t.test('without the right to read trips only their names are told', async (t) => {
  const { tripId } = await tripWorld(test)
  const scopes = ['places:read']
  const { trips } = (await test.use('list_trips', {}, { scopes })) as unknown as { trips: object[] }
  t.same(trips[0], { id: tripId, title: 'Rome' })
  t.same(await test.use('get_trip_summary', { tripId }, { scopes }), { trip: { id: tripId, title: 'Rome' } })
})

t.test('an assistant’s trip has at most 90 days', async (t) => {
  const { use } = test
  await t.rejects(use('create_trip', { title: 'Long', start_date: '2027-01-01', end_date: '2027-04-01' }), {
    message: /at most 90 days \[invalid_range\]/
  })
})

t.test('a value that the database could not hold is the caller’s to repair', async (t) => {
  const { tripId } = await tripWorld(test)
  const calls: [name: string, given: object][] = [
    ['get_trip_summary', { tripId: 9_000_000_000 }],
    ['get_trip_summary', { tripId: 1e300 }],
    ['update_day', { tripId, dayId: 9_000_000_000, title: 'x' }],
    ['update_trip', { tripId, title: 'Ro\0me' }]
  ]
  for (const [name, given] of calls)
    await t.rejects(test.use(name, given), { message: /too large, or text with a NUL.*\[invalid_value\]/ }, name)
})
