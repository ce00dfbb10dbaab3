import t from 'tap'
import { statisticsOf, type Travels } from '../src/atlas/statistics.ts'

const TODAY = '2027-07-01'

const travels: Travels = {
  trips: [
    { id: 1, title: 'Rome', start_date: '2025-06-10', end_date: '2025-06-14' },
    { id: 2, title: 'Alps', start_date: '2026-12-30', end_date: '2027-01-02' },
    { id: 3, title: 'Now', start_date: '2027-06-30', end_date: '2027-07-02' },
    { id: 4, title: 'Tokyo', start_date: '2027-09-01', end_date: '2027-09-01' },
    { id: 5, title: 'Some day', start_date: null, end_date: null }
  ],
  places: [
    { tripId: 1, countryCode: 'IT', count: 5 },
    { tripId: 1, countryCode: 'VA', count: 1 },
    { tripId: 2, countryCode: 'IT', count: 1 },
    { tripId: 2, countryCode: 'CH', count: 3 },
    { tripId: 2, countryCode: null, count: 2 },
    { tripId: 5, countryCode: 'VA', count: 1 }
  ],
  otherCountries: ['IT', 'XX', 'AQ'],
  cityCount: 4
}

t.test('figures of trips past, present and to come', async (t) => {
  t.same(statisticsOf(travels, TODAY), {
    countries: [
      { code: 'IT', placeCount: 6, tripCount: 2, firstVisit: '2025-06-10', lastVisit: '2026-12-30' },
      { code: 'CH', placeCount: 3, tripCount: 1, firstVisit: '2026-12-30', lastVisit: '2026-12-30' },
      { code: 'VA', placeCount: 2, tripCount: 2, firstVisit: '2025-06-10', lastVisit: '2025-06-10' },
      { code: 'AQ', placeCount: 0, tripCount: 0, firstVisit: null, lastVisit: null },
      { code: 'XX', placeCount: 0, tripCount: 0, firstVisit: null, lastVisit: null }
    ],
    stats: { totalTrips: 5, totalPlaces: 13, totalCountries: 5, totalDays: 5 + 4 + 3 + 1, totalCities: 4 },
    mostVisited: { code: 'IT', placeCount: 6, tripCount: 2, firstVisit: '2025-06-10', lastVisit: '2026-12-30' },
    continents: { Europe: 3, Antarctica: 1, Other: 1 },
    lastTrip: { id: 2, title: 'Alps', start_date: '2026-12-30', end_date: '2027-01-02', countryCode: 'CH' },
    nextTrip: { id: 4, title: 'Tokyo', start_date: '2027-09-01', daysUntil: 62 },
    streak: 3,
    firstYear: 2025,
    tripsThisYear: 2
  })
})

t.test('a year without a trip ends a streak', async (t) => {
  t.equal(statisticsOf(travels, '2028-01-01').streak, 0)
  t.equal(
    statisticsOf({ ...travels, trips: travels.trips.filter(({ id }) => id !== 2) }, TODAY).streak,
    1,
    'the year before the last does not count'
  )
})

t.test('who has been nowhere gets the same figures, all nothing', async (t) => {
  t.same(statisticsOf({ trips: [], places: [], otherCountries: [], cityCount: 0 }, TODAY), {
    countries: [],
    stats: { totalTrips: 0, totalPlaces: 0, totalCountries: 0, totalDays: 0, totalCities: 0 },
    mostVisited: null,
    continents: {},
    lastTrip: null,
    nextTrip: null,
    streak: 0,
    firstYear: null,
    tripsThisYear: 0
  })
})

t.test('countries marked by hand are none with most places', async (t) => {
  t.equal(statisticsOf({ trips: [], places: [], otherCountries: ['JP'], cityCount: 0 }, TODAY).mostVisited, null)
})
