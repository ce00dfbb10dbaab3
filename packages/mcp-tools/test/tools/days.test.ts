import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTripTools, type TripToolCase } from '../support/trip-world.ts'

const test = await testTools(t)

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const cases: TripToolCase[] = [
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
    name: 'delete_day',
    scope: 'trips:write',
    given: ({ tripId, dayId }) => ({ tripId, dayId }),
    answers: { success: true },
    bad: { tripId: 1 }
  }
]

checkTripTools(t, test, cases)
