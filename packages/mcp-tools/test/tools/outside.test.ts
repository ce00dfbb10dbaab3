import t from 'tap'
import { testOutside } from '../support/outside.ts'
import { EVERYTHING, testTools } from '../support/planner.ts'

const SCOPES = [...EVERYTHING, 'geo:read', 'weather:read']
const rome = { lat: 41.9, lng: 12.5 }
const [from, to] = [
  { ...rome, name: 'Hotel' },
  { lat: 41.89, lng: 12.49, name: 'Colosseum' }
]

/** Each tool: a good call, what is asked outside, what it answers, its scope, and arguments that do not fit. */
const tools: { name: string; scope: string; given: object; asks: unknown[]; answers: object; bad: object[] }[] = [
  {
    name: 'search_place',
    scope: 'places:read',
    given: { query: 'Colosseum, Rome', lang: 'it', near: rome },
    asks: ['search', 'Colosseum, Rome', 'it', rome],
    answers: { places: [{ osm_id: 'way:1834818', name: 'Colosseo' }], source: 'openstreetmap', attribution: /©/ },
    bad: [
      { query: '' },
      { query: 'x'.repeat(501) },
      { query: 'x', near: { lat: 91, lng: 0 } },
      { query: 'x', lang: 'it&' }
    ]
  },
  {
    name: 'get_place_details',
    scope: 'geo:read',
    given: { placeId: 'way:1834818' },
    asks: ['details', 'way:1834818', 'en'],
    answers: { details: { place: { name: 'Colosseo', opening_hours: ['Monday: 08:30-19:00'], open_now: true } } },
    bad: [{}, { placeId: '' }]
  },
  {
    name: 'reverse_geocode',
    scope: 'geo:read',
    given: { lat: 41.9, lng: 12.5, lang: 'de' },
    asks: ['reverse', rome, 'de'],
    answers: { name: 'Colosseo', address: 'Roma', attribution: /©/ },
    bad: [{ lat: 90.1, lng: 0 }, { lat: 0, lng: -181 }, { lat: 0 }]
  },
  {
    name: 'resolve_maps_url',
    scope: 'geo:read',
    given: { url: 'https://maps.app.goo.gl/x' },
    asks: ['resolve', 'https://maps.app.goo.gl/x'],
    answers: { lat: 41.89, lng: 12.49, name: 'Colosseo', address: 'Roma', google_ftid: null },
    bad: [{}, { url: `https://goo.gl/${'x'.repeat(2048)}` }]
  },
  {
    name: 'get_weather',
    scope: 'weather:read',
    given: { ...rome, date: '2027-06-10' },
    asks: ['day', rome, '2027-06-10', 'en'],
    answers: { weather: { temp: 23, main: 'Clear', type: 'forecast', attribution: /©/ } },
    bad: [
      { ...rome, date: 'tomorrow' },
      { lat: 95, lng: 0, date: '2027-06-10' }
    ]
  },
  {
    name: 'get_detailed_weather',
    scope: 'weather:read',
    given: { ...rome, date: '2027-06-10', lang: 'de' },
    asks: ['hourly', rome, '2027-06-10', 'de'],
    answers: { weather: { sunrise: '05:34', hourly: [{ hour: 9, temp: 21 }] } },
    bad: [{ ...rome, date: '10.06.2027' }, { date: '2027-06-10' }]
  },
  {
    name: 'search_transit_stops',
    scope: 'geo:read',
    given: { query: 'Termini', language: 'it', near: rome },
    asks: ['stops', 'Termini', 'it', rome],
    answers: { results: [{ name: 'Termini', area: 'Roma' }], attribution: /©/ },
    bad: [{ query: 'T' }, { query: 'Termini', language: 'italiano' }]
  },
  {
    name: 'search_transit_routes',
    scope: 'geo:read',
    given: { from, to, time: '2027-06-10T10:00:00+02:00', arriveBy: true, modes: ['SUBWAY'], maxTransfers: 1 },
    asks: [
      'routes',
      { from, to, time: new Date('2027-06-10T08:00:00Z'), arriveBy: true, modes: ['SUBWAY'], maxTransfers: 1 }
    ],
    answers: { itineraries: { length: 1, 0: { transfers: 0, legs: [{ mode: 'SUBWAY', line: 'B' }] } }, dropped: 2 },
    bad: [
      { from },
      { from, to, time: '2027-06-10T10:00:00' },
      { from, to, modes: ['TAXI'] },
      { from, to, maxTransfers: 11 },
      { from: rome, to }
    ]
  }
]

t.test('every look-up answers, needs its scope, and refuses what does not fit', async (t) => {
  const outside = testOutside()
  const { ask, use } = await testTools(t, { outside })
  for (const { name, scope, given, asks, answers, bad } of tools) {
    outside.asked.length = 0
    t.match(await use(name, given, { scopes: SCOPES }), answers, `${name}: success`)
    t.same(outside.asked, [asks], `${name}: what is asked outside`)
    const narrow = SCOPES.filter((granted) => granted.split(':')[0] !== scope.split(':')[0])
    t.match(
      await ask('tools/call', { name, arguments: given }, { scopes: narrow }),
      { status: 403, challenge: scope },
      `${name}: a missing scope`
    )
    for (const one of bad)
      t.match(
        (await ask('tools/call', { name, arguments: one }, { scopes: SCOPES })).result,
        { isError: true, content: [{ text: /invalid_arguments/ }] },
        `${name}: ${JSON.stringify(one).slice(0, 60)}`
      )
    t.equal(outside.asked.length, 1, `${name}: what is refused is not asked`)
  }
})

t.test('while nobody outside answers, every look-up says so', async (t) => {
  const outside = testOutside()
  const { use } = await testTools(t, { outside })
  outside.fail()
  for (const { name, given } of tools)
    await t.rejects(
      use(name, given, { scopes: SCOPES }),
      { message: 'Nobody answers: try again later [upstream_failed]' },
      name
    )
})

t.test('look-ups claim to read, and to ask the open world', async (t) => {
  const { ask } = await testTools(t)
  const { result } = await ask('tools/list', {}, { scopes: SCOPES })
  const listed = (result as unknown as { tools: { name: string; annotations: object }[] }).tools
  for (const { name } of tools)
    t.match(listed.find((tool) => tool.name === name)?.annotations, { readOnlyHint: true, openWorldHint: true }, name)
  t.match(listed.find(({ name }) => name === 'import_places_from_url')?.annotations, {
    readOnlyHint: false,
    openWorldHint: true
  })
})

t.test('what is not there, and days that are none', async (t) => {
  const outside = testOutside()
  const { use } = await testTools(t, { outside })
  const as = { scopes: SCOPES }
  t.same(await use('reverse_geocode', { lat: 0, lng: 0 }, as), { name: null, address: null, attribution: null })
  await t.rejects(use('get_place_details', { placeId: 'node:9' }, as), { message: /\[place_not_found\]/ })
  outside.asked.length = 0
  for (const date of ['2027-02-30', '2027-13-01', '1900-01-01'])
    for (const name of ['get_weather', 'get_detailed_weather'])
      await t.rejects(use(name, { ...rome, date }, as), { message: /\[invalid_date\]/ }, `${name} ${date}`)
  await t.rejects(use('search_transit_routes', { from, to, time: '2027-06-10T25:00:00Z' }, as), {
    message: /\[invalid_time\]/
  })
  t.same(outside.asked, [])
})

t.test('transit searches are counted by person', async (t) => {
  const taken: string[] = []
  const limiter = {
    take(key: string) {
      taken.push(key)
      return taken.length > 1 ? 12 : 0
    }
  }
  const outside = { ...testOutside(), transitLimits: { stops: limiter, routes: limiter } }
  const { use, anna } = await testTools(t, { outside })
  const as = { scopes: SCOPES }
  await use('search_transit_stops', { query: 'Termini' }, as)
  await t.rejects(use('search_transit_routes', { from, to }, as), { message: /in 12 seconds \[rate_limited\]/ })
  t.same(taken, [`transit-stops:${anna.userId}`, `transit-routes:${anna.userId}`])
  t.same(
    outside.asked.map(([method]) => method),
    ['stops']
  )
})

t.test('a shared list joins a trip, and nobody is sent outside for somebody else’s', async (t) => {
  const outside = testOutside()
  const { ask, use, planner, anna } = await testTools(t, { outside })
  const trip = await planner.trips.create(anna, { title: 'Rome' })
  await planner.places.create(anna, trip.id, { name: 'Colosseum' })
  const given = { tripId: trip.id, url: 'https://maps.app.goo.gl/x', source: 'google-list' }

  for (const bad of [
    { ...given, source: 'list' },
    { ...given, url: '' },
    { ...given, tripId: 0 }
  ])
    t.match((await ask('tools/call', { name: 'import_places_from_url', arguments: bad })).result, {
      isError: true,
      content: [{ text: /invalid_arguments/ }]
    })
  t.match(await ask('tools/call', { name: 'import_places_from_url', arguments: given }, { scopes: ['places:read'] }), {
    status: 403,
    challenge: 'places:write'
  })
  await t.rejects(use('import_places_from_url', given, { user: 'mallory' }), { message: /\[trip_not_found\]/ })
  t.same(outside.asked, [])

  t.match(await use('import_places_from_url', given), {
    places: [{ name: 'Forum', lat: 41.892, notes: 'early', google_ftid: '0x1:0x2' }],
    count: 1,
    listName: 'Rome',
    skipped: 1
  })
  t.same(outside.asked, [['importList', given.url, 'google-list']])
  t.match(await use('import_places_from_url', given), { places: [], count: 0, skipped: 2 })

  outside.listed.push(
    ...Array.from({ length: 400 }, (_, n) => ({
      name: `Place ${n}`,
      lat: 41.9,
      lng: 12.5,
      notes: 'x'.repeat(2000),
      address: null,
      google_ftid: null
    }))
  )
  t.match(await use('import_places_from_url', given), { places: { length: 50 }, count: 400, skipped: 2 })

  outside.fail()
  await t.rejects(use('import_places_from_url', given), { message: /\[upstream_failed\]/ })
  t.equal((await planner.places.list(anna, trip.id)).length, 402, 'nothing half done')
})
