import t from 'tap'
import { readTrip } from '../../src/views/browser/trip.ts'

t.test('a trip is read with its days, visits and notes in order', async (t) => {
  const place = {
    name: 'Forum',
    address: 'Via Sacra',
    place_time: '09:00',
    end_time: null,
    category: { name: 'Sight' }
  }
  const trip = readTrip({
    trip: { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-11', description: null },
    members: { owner: { username: 'anna' }, collaborators: [{ username: 'berta' }] },
    days: [
      {
        day_number: 1,
        date: '2027-06-10',
        title: null,
        assignments: [{ notes: 'Tickets!', participants: [{ username: 'anna' }], place }],
        notes: [{ time: 'morning', icon: '💧', text: 'Water' }]
      },
      { day_number: 2, date: null, title: 'Rest', assignments: [], notes: [] }
    ],
    budget: { total: 12.5, currency: 'EUR', categories: [{ category: 'food', total: 12.5 }] }
  })
  t.match(trip, {
    title: 'Rome',
    people: ['anna', 'berta'],
    days: [
      {
        number: 1,
        visits: [{ name: 'Forum', times: '09:00', category: 'Sight', notes: ['Tickets!'], people: ['anna'] }],
        notes: [{ time: 'morning', icon: '💧', text: 'Water' }]
      },
      { number: 2, date: undefined, title: 'Rest', visits: [], notes: [] }
    ],
    costs: { total: 12.5, categories: [{ category: 'food', total: 12.5 }] }
  })
})

t.test('what a connection may not read is not there', async (t) => {
  t.same(readTrip({ trip: { id: 1, title: 'Rome' } }), {
    title: 'Rome',
    description: undefined,
    start: undefined,
    end: undefined,
    people: [],
    days: undefined,
    costs: undefined
  })
})

t.test('what has another shape is left out, or is no trip at all', async (t) => {
  for (const value of [undefined, null, 7, 'trip', [], {}, { trip: 'Rome' }, { trip: { title: ' ' } }])
    t.equal(readTrip(value), undefined, JSON.stringify(value))
  const days = [null, { assignments: [null, { place: {} }, { place: { name: 'Forum' }, notes: 3 }], notes: ['x', {}] }]
  t.match(readTrip({ trip: { title: 'Rome' }, members: [], days, budget: { total: 'much' } }), {
    people: [],
    days: [
      { number: undefined, visits: [], notes: [] },
      { visits: [{ name: 'Forum', notes: [] }], notes: [] }
    ],
    costs: undefined
  })
})
