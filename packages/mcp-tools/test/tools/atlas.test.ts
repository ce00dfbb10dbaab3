import t from 'tap'
import { testTools } from '../support/planner.ts'

const SCOPES = ['atlas:write']
const { planner, ask, use, anna, root } = await testTools(t)
const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2025-06-10', end_date: '2025-06-14' })
await planner.places.create(anna, trip.id, { name: 'Colosseum', lat: 41.89, lng: 12.49, address: 'Roma, Italy' })
await planner.atlas.markCountry(anna, 'SE')
await planner.atlas.markRegion(anna, { regionCode: 'DE-BE', regionName: 'Berlin', countryCode: 'DE' })
const wish = await planner.bucketList.create(anna, { name: 'Aurora', notes: 'In winter', country_code: 'NO' })

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit; in this order. */
const tools: { name: string; scope?: string; given: object; answers: object; bad: object }[] = [
  {
    name: 'get_atlas_stats',
    scope: 'atlas:read',
    given: {},
    answers: {
      stats: {
        countries: [{ code: 'IT', placeCount: 1, firstVisit: '2025-06-10' }, { code: 'DE' }, { code: 'SE' }],
        stats: { totalTrips: 1, totalPlaces: 1, totalCountries: 3, totalDays: 5, totalCities: 1 },
        mostVisited: { code: 'IT' },
        continents: { Europe: 3 },
        lastTrip: { title: 'Rome', countryCode: 'IT' },
        nextTrip: null,
        firstYear: 2025
      }
    },
    bad: { year: 2027 }
  },
  {
    name: 'get_country_atlas_places',
    scope: 'atlas:read',
    given: { countryCode: 'it' },
    answers: { places: [{ name: 'Colosseum' }], place_count: 1, trips: [{ title: 'Rome' }], manually_marked: false },
    bad: { countryCode: 'Italy' }
  },
  {
    name: 'list_visited_regions',
    scope: 'atlas:read',
    given: {},
    answers: { regions: [{ region_code: 'DE-BE', region_name: 'Berlin', country_code: 'DE' }] },
    bad: { countryCode: 'DE' }
  },
  {
    name: 'mark_country_visited',
    given: { country_code: 'no' },
    answers: { success: true, country_code: 'NO' },
    bad: { country_code: 'NOR' }
  },
  {
    name: 'unmark_country_visited',
    given: { country_code: 'no' },
    answers: { success: true, country_code: 'NO' },
    bad: {}
  },
  {
    name: 'mark_region_visited',
    given: { regionCode: 'de-by', regionName: 'Bavaria', countryCode: 'DE' },
    answers: { region: { code: 'DE-BY', name: 'Bavaria', country_code: 'DE', manuallyMarked: true } },
    bad: { regionCode: 'DE-BY', countryCode: 'DE' }
  },
  {
    name: 'unmark_region_visited',
    given: { regionCode: 'DE-BY' },
    answers: { success: true },
    bad: { regionCode: 'Bavaria' }
  },
  {
    name: 'create_bucket_list_item',
    given: { name: 'Fjord', lat: 62.1, lng: 7.1, country_code: 'NO', target_date: '2028-06-01' },
    answers: { item: { name: 'Fjord', lat: 62.1, country_code: 'NO', notes: null, target_date: '2028-06-01' } },
    bad: { name: 'Fjord', lat: 91 }
  },
  {
    name: 'update_bucket_list_item',
    given: { itemId: wish.id, notes: null, country_code: '', target_date: '2028-01-01' },
    answers: { item: { name: 'Aurora', notes: null, country_code: null, target_date: '2028-01-01' } },
    bad: { itemId: wish.id, target_date: 'in winter' }
  },
  { name: 'delete_bucket_list_item', given: { itemId: wish.id }, answers: { success: true }, bad: {} }
]

for (const { name, scope = 'atlas:write', given, answers, bad } of tools) {
  t.test(`MCP-35, MCP-38: ${name} does its work, and refuses the rest`, async (t) => {
    const call = (args: object, scopes = SCOPES) => ask('tools/call', { name, arguments: args }, { scopes })
    t.match((await call(bad)).result, { isError: true, content: [{ text: /invalid_arguments/ }] }, 'bad arguments')
    const narrow = scope === 'atlas:write' ? ['atlas:read'] : ['trips:write']
    t.match(await call(given, narrow), { status: 403, challenge: scope }, 'a missing scope')
    await planner.addons.set(root, 'atlas', false)
    t.match((await call(given)).error, { code: -32602, message: `Unknown tool: ${name}` }, 'an addon that is off')
    await planner.addons.set(root, 'atlas', true)
    t.match(await use(name, given, { scopes: SCOPES }), answers, 'success')
  })
}

t.test('every tool of the atlas is in the table above', async (t) => {
  const { result } = await ask('tools/list', {}, { scopes: SCOPES })
  const listed = (result as unknown as { tools: { name: string; title: string }[] }).tools.map(({ name }) => name)
  const others = ['connection_status', 'get_trip_summary', 'list_trips']
  t.same(
    tools.map(({ name }) => name).toSorted(),
    listed.filter((name) => !others.includes(name))
  )
})

const refused = [
  { name: 'mark_country_visited', given: { country_code: 'XX' }, says: 'XX is no country code' },
  {
    name: 'mark_region_visited',
    given: { regionCode: 'DE-ZZ', regionName: '', countryCode: 'DE' },
    says: 'DE-ZZ is no region code'
  },
  {
    name: 'mark_region_visited',
    given: { regionCode: 'DE-BY', regionName: '', countryCode: 'AT' },
    says: 'DE-BY is a region of DE, not of AT'
  },
  { name: 'update_bucket_list_item', given: { itemId: 999_999, name: 'x' }, says: 'bucket_item_not_found' },
  { name: 'delete_bucket_list_item', given: { itemId: 999_999 }, says: 'bucket_item_not_found' }
]

t.test('what does not fit is explained', async (t) => {
  for (const { name, given, says } of refused)
    await t.rejects(use(name, given, { scopes: SCOPES }), { message: new RegExp(says) }, name)
  const { id } = await planner.bucketList.create(anna, { name: 'Aurora' })
  for (const name of ['update_bucket_list_item', 'delete_bucket_list_item']) {
    const given = { itemId: id, ...(name.startsWith('update') && { name: 'Mine' }) }
    await t.rejects(use(name, given, { scopes: SCOPES, user: 'mallory' }), {
      message: 'Bucket-list item not found [bucket_item_not_found]'
    })
  }
  t.match(await planner.bucketList.list(anna), [{ name: 'Aurora' }, { name: 'Fjord' }])
})

t.test('the atlas as resources: one’s own, with the right to see it, while the addon is on', async (t) => {
  const read = async (uri: string, as: { user?: string; scopes: string[] } = { scopes: ['atlas:read'] }) => {
    const { result, error } = await ask('resources/read', { uri }, as)
    const contents = (result as unknown as { contents?: { text: string }[] } | undefined)?.contents
    return contents ? JSON.parse(contents[0]?.text ?? '') : error
  }
  const uris = ['trek://bucket-list', 'trek://visited-countries', 'trek://atlas/stats', 'trek://atlas/regions']
  const [wishes = '', countries = '', stats = '', regions = ''] = uris
  t.match(await read(wishes), [{ name: 'Aurora' }, { name: 'Fjord' }])
  t.match(await read(countries), [{ country_code: 'DE' }, { country_code: 'SE' }])
  t.match(await read(stats), { stats: { totalTrips: 1 } })
  t.match(await read(regions), [{ region_code: 'DE-BE' }])
  for (const uri of [wishes, countries, regions])
    t.same(await read(uri, { user: 'mallory', scopes: ['atlas:read'] }), [], uri)
  for (const uri of uris) t.match(await read(uri, { scopes: ['trips:read'] }), { code: -32002 }, uri)
  await planner.addons.set(root, 'atlas', false)
  for (const uri of uris) t.match(await read(uri), { code: -32002 }, uri)
})
