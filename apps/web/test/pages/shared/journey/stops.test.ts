import t from 'tap'
import type { SharedJourney } from '../../../../src/api/shared.ts'
import { stopsOf } from '../../../../src/pages/shared/journey/stops.ts'

type Pin = NonNullable<SharedJourney['map']>[number]

const bolzano: Pin = {
  entry_date: '2027-06-10',
  location_name: 'Bolzano',
  location_lat: 46.4983,
  location_lng: 11.3548
}
const told = { id: 1, title: null, story: null, entry_time: null, mood: null, weather: null, tags: [], pros_cons: null }

t.test('the stops of a journey are where its entries were, days in one place as one', async (t) => {
  const verona = { ...bolzano, location_name: null, location_lat: 45.4384, entry_date: '2027-06-12' }
  const map = [bolzano, { ...bolzano, entry_date: '2027-06-11' }, verona, bolzano]
  t.same(
    stopsOf({ map }).map(({ name, lat }) => [name, lat]),
    [
      ['Bolzano', 46.4983],
      ['June 12, 2027', 45.4384],
      ['Bolzano', 46.4983]
    ]
  )
})

t.test('an entry without a position is no stop, one without a place is known by its title', async (t) => {
  const entries = [
    { ...told, ...bolzano, location_name: null, title: 'Arrival' },
    { ...told, entry_date: '2027-06-11', location_name: 'Somewhere' }
  ]
  t.match(stopsOf({ entries }), [{ name: 'Arrival', lng: 11.3548 }])
  t.equal(stopsOf({ entries }).length, 1)
  t.same(stopsOf({}), [], 'where they were is not shared')
})
