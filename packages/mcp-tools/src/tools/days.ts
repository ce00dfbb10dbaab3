import { Day } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { CalendarDate, Clearable, creates, DayId, destroys, Done, done, sets, TripId } from './arguments.ts'

const DayOutput = Type.Object({ day: Day })

const UpdateDayInput = Type.Object({
  tripId: TripId,
  dayId: DayId,
  title: Clearable(Type.String({ maxLength: 200, description: 'New title, null clears it' }))
})

export const updateDay = defineTool<typeof UpdateDayInput, typeof DayOutput, PlannerContext>({
  name: 'update_day',
  title: 'Name a day',
  description:
    'Sets or clears the title of a day. Its date follows from the dates of the trip: use update_trip for those.',
  scopes: ['trips:write'],
  annotations: sets,
  input: UpdateDayInput,
  output: DayOutput,
  async run({ tripId, dayId, title }, { actor, planner }) {
    return { day: await planner.days.updateTitle(actor, tripId, dayId, title) }
  }
})

const CreateDayInput = Type.Object({
  tripId: TripId,
  date: Type.Optional(CalendarDate('A free date inside the trip')),
  notes: Type.Optional(Type.String({ maxLength: 2000, description: 'Free text kept on the day' }))
})

export const createDay = defineTool<typeof CreateDayInput, typeof DayOutput, PlannerContext>({
  name: 'create_day',
  title: 'Add a day',
  description:
    'Adds a day to a trip: with a date where that belongs, such as that of a day that was deleted, else at the end. To make a trip longer, change its dates with update_trip.',
  scopes: ['trips:write'],
  annotations: creates,
  input: CreateDayInput,
  output: DayOutput,
  async run({ tripId, ...day }, { actor, planner }) {
    return { day: await planner.days.create(actor, tripId, day) }
  }
})

const DayOnly = Type.Object({ tripId: TripId, dayId: DayId })

export const deleteDay = defineTool<typeof DayOnly, typeof Done, PlannerContext>({
  name: 'delete_day',
  title: 'Delete a day',
  description:
    'Removes a day with its visits, notes and the stays that begin or end on it; later days move up, places and bookings stay in the trip. Warn the person first.',
  scopes: ['trips:write'],
  annotations: destroys,
  input: DayOnly,
  output: Done,
  async run({ tripId, dayId }, { actor, planner }) {
    await planner.days.delete(actor, tripId, dayId)
    return done
  }
})

export const dayTools: Tool<PlannerContext>[] = [updateDay, createDay, deleteDay]
