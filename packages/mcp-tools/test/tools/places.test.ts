import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTripTools, type TripToolCase } from '../support/trip-world.ts'

const test = await testTools(t)

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const cases: TripToolCase[] = [
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
  }
]

checkTripTools(t, test, cases)
