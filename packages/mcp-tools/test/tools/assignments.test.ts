import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTripTools, type TripToolCase } from '../support/trip-world.ts'

const test = await testTools(t)

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const cases: TripToolCase[] = [
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
  }
]

checkTripTools(t, test, cases)
