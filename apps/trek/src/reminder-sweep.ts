import type { Planner } from '@trek/planner'
import type { SweepTask } from '@trek/token-store'

/** What people are reminded of: trips that begin, and to-dos that are due. */
export function reminderSweepTasks({ reminders }: Planner, now = () => new Date()): SweepTask[] {
  return [
    { name: 'reminders of trips', sweep: (tx, limit) => reminders.remindOfTrips({ now: now(), limit }, tx) },
    { name: 'reminders of to-dos', sweep: (tx, limit) => reminders.remindOfTodos({ now: now(), limit }, tx) }
  ]
}
