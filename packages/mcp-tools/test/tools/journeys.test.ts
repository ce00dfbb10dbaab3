import t from 'tap'
import { testTools } from '../support/planner.ts'

const SCOPES = ['journey:write', 'journey:share']
const { planner, ask, use, anna, berta, mallory, root } = await testTools(t)
const DAY = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10)
await planner.addons.set(root, 'journey', true)
const trip = await planner.trips.create(anna, { title: 'Rome', start_date: ago(9), end_date: ago(8) })
const other = await planner.trips.create(anna, { title: 'Oslo', start_date: ago(5), end_date: ago(4) })
const secret = await planner.trips.create(mallory, { title: 'Secret' })
const [day] = await planner.days.list(anna, trip.id)
await planner.places.createAndAssign(anna, trip.id, day?.id ?? 0, { name: 'Colosseum' })
const { journey } = await planner.journeys.create(anna, { title: 'Italy', tripIds: [trip.id] })
const journeyId = journey.id
const suggestionId = journey.entries[0]?.id ?? 0
const { id: entryId } = await planner.journeyEntries.create(anna, journeyId, { entry_date: ago(9), title: 'Arrival' })
const bertaId = berta.userId

interface Tool {
  name: string
  /** Default `journey:write`. */
  scope?: string
  given: object
  answers: object
  bad: object
  /** What a stranger is told; absent: it is about nobody's journey. */
  stranger?: 'journey_not_found' | 'entry_not_found'
}

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit; in this order. */
const tools: Tool[] = [
  {
    name: 'list_journeys',
    scope: 'journey:read',
    given: {},
    answers: {
      journeys: [{ title: 'Italy', status: 'active', entry_count: 1, photo_count: 0, trip_date_min: ago(9) }]
    },
    bad: { status: 'active' }
  },
  {
    name: 'get_journey',
    scope: 'journey:read',
    given: { journeyId },
    answers: {
      journey: {
        title: 'Italy',
        entries: [
          { type: 'skeleton', title: 'Colosseum', source_trip_name: 'Rome' },
          { type: 'entry', title: 'Arrival', photos: [] }
        ],
        trips: [{ title: 'Rome', place_count: 1 }],
        contributors: [{ username: 'anna', role: 'owner' }],
        stats: { entries: 1, photos: 0, places: 0 },
        my_role: 'owner'
      }
    },
    bad: { journeyId: '1' },
    stranger: 'journey_not_found'
  },
  {
    name: 'list_journey_entries',
    scope: 'journey:read',
    given: { journeyId, limit: 1 },
    answers: { entries: [{ title: 'Colosseum' }], total: 2 },
    bad: { journeyId, limit: 0 },
    stranger: 'journey_not_found'
  },
  {
    name: 'list_journey_contributors',
    scope: 'journey:read',
    given: { journeyId },
    answers: { contributors: [{ user_id: anna.userId, username: 'anna', role: 'owner' }] },
    bad: {},
    stranger: 'journey_not_found'
  },
  {
    name: 'get_journey_suggestions',
    scope: 'journey:read',
    given: {},
    answers: { trips: [{ id: other.id, title: 'Oslo', place_count: 0 }] },
    bad: { days: 30 }
  },
  {
    name: 'list_journey_available_trips',
    scope: 'journey:read',
    given: {},
    answers: { trips: [{ title: 'Oslo' }, { title: 'Rome', place_count: 1 }] },
    bad: { tripId: 1 }
  },
  {
    name: 'create_journey',
    given: { title: 'North', subtitle: 'and back', trip_ids: [secret.id, other.id] },
    answers: {
      journey: { title: 'North', subtitle: 'and back', trips: [{ title: 'Oslo' }] },
      skipped_trip_ids: [secret.id]
    },
    bad: { title: '' }
  },
  {
    name: 'update_journey',
    given: { journeyId, title: 'Italia', status: 'completed' },
    answers: { journey: { title: 'Italia', status: 'completed' } },
    bad: { journeyId, status: 'done' },
    stranger: 'journey_not_found'
  },
  {
    name: 'add_journey_trip',
    given: { journeyId, tripId: other.id },
    answers: { success: true },
    bad: { journeyId },
    stranger: 'journey_not_found'
  },
  {
    name: 'remove_journey_trip',
    given: { journeyId, tripId: other.id },
    answers: { success: true },
    bad: { journeyId },
    stranger: 'journey_not_found'
  },
  {
    name: 'create_journey_entry',
    given: { journeyId, entry_date: ago(8), title: 'Rest', entry_time: '09:30', mood: 'tired', sort_order: 0 },
    answers: { entry: { type: 'entry', title: 'Rest', mood: 'tired', visibility: 'private', sort_order: 0 } },
    bad: { journeyId, entry_date: ago(8), mood: 'hungry' },
    stranger: 'journey_not_found'
  },
  {
    name: 'update_journey_entry',
    given: { entryId: suggestionId, story: 'Huge.', weather: 'hot' },
    answers: { entry: { type: 'entry', title: 'Colosseum', story: 'Huge.', weather: 'hot' } },
    bad: { entryId: suggestionId, entry_time: 'noon' },
    stranger: 'entry_not_found'
  },
  {
    name: 'reorder_journey_entries',
    given: { journeyId, orderedIds: [entryId, suggestionId] },
    answers: { success: true },
    bad: { journeyId, orderedIds: [0] },
    stranger: 'journey_not_found'
  },
  {
    name: 'delete_journey_entry',
    given: { entryId },
    answers: { success: true },
    bad: { journeyId, entryId },
    stranger: 'entry_not_found'
  },
  {
    name: 'add_journey_contributor',
    given: { journeyId, targetUserId: bertaId, role: 'viewer' },
    answers: { success: true },
    bad: { journeyId, targetUserId: bertaId, role: 'owner' },
    stranger: 'journey_not_found'
  },
  {
    name: 'update_journey_contributor_role',
    given: { journeyId, targetUserId: bertaId, role: 'editor' },
    answers: { success: true },
    bad: { journeyId, targetUserId: bertaId },
    stranger: 'journey_not_found'
  },
  {
    name: 'remove_journey_contributor',
    given: { journeyId, targetUserId: bertaId },
    answers: { success: true },
    bad: { journeyId },
    stranger: 'journey_not_found'
  },
  {
    name: 'update_journey_preferences',
    given: { journeyId, hide_skeletons: true },
    answers: { hide_skeletons: true },
    bad: { journeyId, hide_skeletons: 'yes' },
    stranger: 'journey_not_found'
  },
  {
    name: 'get_journey_share_link',
    scope: 'journey:share',
    given: { journeyId },
    answers: { shareLink: null },
    bad: {},
    stranger: 'journey_not_found'
  },
  {
    name: 'create_journey_share_link',
    scope: 'journey:share',
    given: { journeyId },
    answers: { shareLink: { token: /^[\w-]{32}$/, share_timeline: true, share_map: true, created: true } },
    bad: { journeyId, share_map: false },
    stranger: 'journey_not_found'
  },
  {
    name: 'delete_journey_share_link',
    scope: 'journey:share',
    given: { journeyId },
    answers: { success: true },
    bad: {},
    stranger: 'journey_not_found'
  },
  {
    name: 'delete_journey',
    given: { journeyId, confirm: true },
    answers: { success: true },
    bad: { journeyId: 0 },
    stranger: 'journey_not_found'
  }
]

/** All but what opens this one. */
const NARROWER: Record<string, string[]> = {
  'journey:read': ['journey:share', 'trips:write'],
  'journey:write': ['journey:read', 'journey:share'],
  'journey:share': ['journey:write']
}

for (const { name, scope = 'journey:write', given, answers, bad, stranger } of tools) {
  t.test(`MCP-35, MCP-38: ${name} does its work, and refuses the rest`, async (t) => {
    const call = (args: object, as: { user?: string; scopes?: string[] } = {}) =>
      ask('tools/call', { name, arguments: args }, { scopes: SCOPES, ...as })
    t.match((await call(bad)).result, { isError: true, content: [{ text: /invalid_arguments/ }] }, 'bad arguments')
    t.match(await call(given, { scopes: NARROWER[scope] ?? [] }), { status: 403, challenge: scope }, 'a missing scope')
    if (stranger) {
      const { result } = await call(given, { user: 'mallory' })
      t.match(result, { isError: true, content: [{ text: new RegExp(`not found \\[${stranger}\\]$`) }] }, 'a stranger')
    }
    await planner.addons.set(root, 'journey', false)
    t.match((await call(given)).error, { code: -32602, message: `Unknown tool: ${name}` }, 'an addon that is off')
    await planner.addons.set(root, 'journey', true)
    t.match(await use(name, given, { scopes: SCOPES }), answers, 'success')
  })
}

t.test('every tool of journeys is in the table above', async (t) => {
  const { result } = await ask('tools/list', {}, { scopes: SCOPES })
  const listed = (result as unknown as { tools: { name: string }[] }).tools.map(({ name }) => name)
  const others = ['connection_status', 'get_trip_summary', 'list_trips']
  t.same(
    tools.map(({ name }) => name).toSorted(),
    listed.filter((name) => !others.includes(name))
  )
})

t.test('MCP-56: a journey is deleted after a question that names it', async (t) => {
  const { journey: diary } = await planner.journeys.create(anna, { title: 'Diary' })
  await planner.journeyEntries.create(anna, diary.id, { entry_date: ago(1) })
  const call = { name: 'delete_journey', arguments: { journeyId: diary.id } }
  const { result } = await ask('tools/call', call, { scopes: SCOPES })
  t.match(
    result?.content?.[0]?.text,
    /^Delete the journey “Diary” with its 1 written entries.*\[confirmation_needed\]$/
  )
  t.match(await planner.journeys.get(anna, diary.id), { title: 'Diary' })
})

t.test('what does not fit is explained', async (t) => {
  const { journey: diary } = await planner.journeys.create(anna, { title: 'Diary', tripIds: [trip.id] })
  await planner.journeyContributors.add(anna, diary.id, bertaId, 'viewer')
  const placed = { entryId: diary.entries[0]?.id, location_name: 'Elsewhere' }
  const refused = [
    { name: 'add_journey_trip', given: { tripId: secret.id }, says: 'Trip not found [trip_not_found]' },
    { name: 'add_journey_contributor', given: { targetUserId: 999_999, role: 'viewer' }, says: '[user_not_found]' },
    { name: 'add_journey_contributor', given: { targetUserId: anna.userId, role: 'viewer' }, says: '[is_owner]' },
    {
      name: 'update_journey_contributor_role',
      given: { targetUserId: mallory.userId, role: 'viewer' },
      says: 'add them first [user_not_found]'
    },
    { name: 'reorder_journey_entries', given: { orderedIds: [999_999] }, says: '[entry_not_found]' },
    { name: 'update_journey', given: {}, says: '[nothing_to_update]' },
    { name: 'create_journey_entry', given: { entry_date: '2027-02-30' }, says: '[invalid_date]' }
  ]
  const text = async (name: string, given: object, user = 'anna') =>
    (await ask('tools/call', { name, arguments: given }, { scopes: SCOPES, user })).result?.content?.[0]?.text ?? ''
  for (const { name, given, says } of refused)
    t.ok((await text(name, { journeyId: diary.id, ...given })).endsWith(says), `${name} ${says}`)
  t.ok((await text('update_journey_entry', placed)).endsWith('change the place instead [invalid_value]'))
  t.equal(
    await text('create_journey_entry', { journeyId: diary.id, entry_date: ago(1) }, 'berta'),
    'Only its owner and editors may do that [permission_denied]'
  )
})

t.test('publishing twice leaves the link as it is', async (t) => {
  const { journey: diary } = await planner.journeys.create(anna, { title: 'Diary' })
  const publish = async () => {
    const { shareLink } = await use('create_journey_share_link', { journeyId: diary.id }, { scopes: SCOPES })
    return shareLink as unknown as { token: string; created: boolean }
  }
  const first = await publish()
  t.same(await publish(), { ...first, created: false })
  t.match(await use('get_journey_share_link', { journeyId: diary.id }, { scopes: SCOPES }), {
    shareLink: { token: first.token }
  })
})

t.test('journeys as resources: one’s own, with the right to see them, while the addon is on', async (t) => {
  const { journey: diary } = await planner.journeys.create(berta, { title: 'Norway' })
  await planner.journeyEntries.create(berta, diary.id, { entry_date: ago(1), title: 'Ferry' })
  const read = async (uri: string, { user = 'berta', scopes = ['journey:read'] } = {}) => {
    const { result, error } = await ask('resources/read', { uri }, { user, scopes })
    const contents = (result as unknown as { contents?: { text: string }[] } | undefined)?.contents
    return contents ? JSON.parse(contents[0]?.text ?? '') : error
  }
  const uri = `trek://journeys/${diary.id}`
  t.match(await read('trek://journeys'), [{ title: 'Norway', entry_count: 1 }])
  t.match(await read(uri), { title: 'Norway', entries: [{ title: 'Ferry' }], my_role: 'owner' })
  t.match(await read(`${uri}/entries`), [{ title: 'Ferry' }])
  t.match(await read(`${uri}/contributors`), [{ username: 'berta', role: 'owner' }])
  t.same(await read('trek://journeys', { user: 'mallory' }), [])
  const missing = await read('trek://journeys/999999')
  t.match(missing, { code: -32002 })
  for (const path of ['', '/entries', '/contributors']) {
    t.equal((await read(uri + path, { user: 'mallory' })).code, missing.code, 'a foreign journey looks like none')
    t.match(await read(uri + path, { scopes: ['journey:share'] }), { code: -32002 }, path)
  }
  await planner.addons.set(root, 'journey', false)
  for (const path of ['', '/entries', '/contributors']) t.match(await read(uri + path), { code: -32002 }, path)
})
