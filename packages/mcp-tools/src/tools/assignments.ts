import { DayAssignment, Participant } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  AssignmentId,
  Clearable,
  ClockTime,
  creates,
  DayId,
  destroys,
  Done,
  done,
  PlaceId,
  reads,
  sets,
  TripId
} from './arguments.ts'

const VisitOutput = Type.Object({ assignment: DayAssignment })
const ParticipantsOutput = Type.Object({ participants: Type.Array(Participant) })
const VisitOnly = Type.Object({ tripId: TripId, assignmentId: AssignmentId })

const AssignInput = Type.Object({
  tripId: TripId,
  dayId: DayId,
  placeId: PlaceId,
  notes: Type.Optional(Type.String({ maxLength: 500, description: 'Notes for this visit' }))
})

export const assignPlaceToDay = defineTool<typeof AssignInput, typeof VisitOutput, PlannerContext>({
  name: 'assign_place_to_day',
  title: 'Put a place on a day',
  description:
    'Adds a visit: puts a place of the trip on a day, after what is there. A place may be visited more than once.',
  scopes: ['places:write'],
  annotations: creates,
  input: AssignInput,
  output: VisitOutput,
  async run({ tripId, ...visit }, { actor, planner }) {
    return { assignment: await planner.assignments.create(actor, tripId, visit) }
  }
})

const UnassignInput = Type.Object({ tripId: TripId, dayId: DayId, assignmentId: AssignmentId })

export const unassignPlace = defineTool<typeof UnassignInput, typeof Done, PlannerContext>({
  name: 'unassign_place',
  title: 'Take a place off a day',
  description: 'Removes one visit; the place stays in the trip. To delete the place itself, use delete_place.',
  scopes: ['places:write'],
  annotations: destroys,
  input: UnassignInput,
  output: Done,
  async run({ tripId, dayId, assignmentId }, { actor, planner }) {
    await planner.assignments.delete(actor, tripId, dayId, assignmentId)
    return done
  }
})

const UpdateTimeInput = Type.Object({
  tripId: TripId,
  assignmentId: AssignmentId,
  place_time: Type.Optional(Clearable(ClockTime('Start, null clears it'))),
  end_time: Type.Optional(Clearable(ClockTime('End, null clears it')))
})

export const updateAssignmentTime = defineTool<typeof UpdateTimeInput, typeof VisitOutput, PlannerContext>({
  name: 'update_assignment_time',
  title: 'Set the time of a visit',
  description:
    'Sets or clears start and end of a visit. A start time sorts the day again: timed visits first, by time.',
  scopes: ['places:write'],
  annotations: sets,
  input: UpdateTimeInput,
  output: VisitOutput,
  async run({ tripId, assignmentId, place_time: start, end_time: end }, { actor, planner }) {
    return { assignment: await planner.assignments.updateTime(actor, tripId, assignmentId, { start, end }) }
  }
})

const MoveInput = Type.Object({
  tripId: TripId,
  assignmentId: AssignmentId,
  newDayId: Type.Integer({ minimum: 1, description: 'The day it goes to' }),
  oldDayId: Type.Integer({ minimum: 1, description: 'The day it is on now' }),
  orderIndex: Type.Optional(Type.Integer({ minimum: 0, description: 'Position on the new day, from 0. Default: 0' }))
})

export const moveAssignment = defineTool<typeof MoveInput, typeof VisitOutput, PlannerContext>({
  name: 'move_assignment',
  title: 'Move a visit',
  description: 'Moves a visit to a position on a day, also on the same one; the others make room.',
  scopes: ['places:write'],
  annotations: sets,
  input: MoveInput,
  output: VisitOutput,
  async run(
    { tripId, assignmentId, newDayId: dayId, oldDayId: fromDayId, orderIndex: position = 0 },
    { actor, planner }
  ) {
    return { assignment: await planner.assignments.move(actor, tripId, assignmentId, { dayId, position, fromDayId }) }
  }
})

export const getAssignmentParticipants = defineTool<typeof VisitOnly, typeof ParticipantsOutput, PlannerContext>({
  name: 'get_assignment_participants',
  title: 'See who takes part in a visit',
  description: 'The people who take part in a visit; an empty list means everybody or nobody in particular.',
  scopes: ['places:read'],
  annotations: reads,
  input: VisitOnly,
  output: ParticipantsOutput,
  async run({ tripId, assignmentId }, { actor, planner }) {
    return { participants: await planner.assignments.participants(actor, tripId, assignmentId) }
  }
})

const SetParticipantsInput = Type.Object({
  tripId: TripId,
  assignmentId: AssignmentId,
  userIds: Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 200,
    description: 'Everybody who takes part, from list_trip_members; empty clears'
  })
})

export const setAssignmentParticipants = defineTool<
  typeof SetParticipantsInput,
  typeof ParticipantsOutput,
  PlannerContext
>({
  name: 'set_assignment_participants',
  title: 'Set who takes part in a visit',
  description: 'Replaces the people who take part in a visit; all of them have to be people of the trip.',
  scopes: ['places:write'],
  annotations: sets,
  input: SetParticipantsInput,
  output: ParticipantsOutput,
  async run({ tripId, assignmentId, userIds }, { actor, planner }) {
    return { participants: await planner.assignments.setParticipants(actor, tripId, assignmentId, userIds) }
  }
})

const ReorderInput = Type.Object({
  tripId: TripId,
  dayId: DayId,
  assignmentIds: Type.Array(Type.Integer({ minimum: 1 }), {
    minItems: 1,
    maxItems: 200,
    description: 'Visits in the wanted order'
  })
})
const ReorderOutput = Type.Object({
  success: Type.Literal(true),
  dayId: Type.Integer(),
  order: Type.Array(Type.Integer())
})

export const reorderDayAssignments = defineTool<typeof ReorderInput, typeof ReorderOutput, PlannerContext>({
  name: 'reorder_day_assignments',
  title: 'Order the visits of a day',
  description:
    'Puts the named visits first, in this order; the others follow as they were. With an id that is not on that day nothing is moved, so read the order first with get_trip_summary.',
  scopes: ['places:write'],
  annotations: sets,
  input: ReorderInput,
  output: ReorderOutput,
  async run({ tripId, dayId, assignmentIds }, { actor, planner }) {
    return { ...done, dayId, order: await planner.assignments.reorder(actor, tripId, dayId, assignmentIds) }
  }
})

export const assignmentTools: Tool<PlannerContext>[] = [
  assignPlaceToDay,
  unassignPlace,
  updateAssignmentTime,
  moveAssignment,
  getAssignmentParticipants,
  setAssignmentParticipants,
  reorderDayAssignments
]
