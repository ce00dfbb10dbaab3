import { and, asc, between, eq, gt, inArray, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm'
import { addons } from '../addons/addon.table.ts'
import type { Database } from '../database.ts'
import { peopleOf } from '../events.ts'
import { notify } from '../notifications/notify.ts'
import { todos } from '../todos/todo.table.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'
import { addDays } from '../values/calendar-date.ts'

/** When people are reminded, in UTC, as no day here has a zone. */
const REMINDER_TIME = '09:00'
/** To-dos are due soon so many days ahead. */
const TODO_DAYS = 3
/** Less than a day, so that the next morning is not too early. */
const TODO_PAUSE_HOURS = 20

export interface ReminderRound {
  now: Date
  /** At most so many trips or to-dos. */
  limit: number
}

/**
 * Tells people what comes up, in one transaction a round. The trip or to-do says that it was told, so nobody is told
 * twice, however many nodes do so; what somebody changes at that moment is left for the next round. Archived trips are
 * left out. For the host to call now and then, so there is no actor.
 */
export interface ReminderService {
  /**
   * Everybody on a trip hears of its start `reminder_days` before, from 9:00 UTC on, or later if nobody could tell them
   * then; again when the start moves. Answers how many trips it was about.
   */
  remindOfTrips(round: ReminderRound, outer?: Database): Promise<number>
  /**
   * Every morning from 9:00 UTC on, whoever a to-do is assigned to hears that it is due within three days; everybody on
   * the trip where that is nobody who can be told. Nobody hears of any while the addon of to-dos is off. Answers how many
   * to-dos it was about.
   */
  remindOfTodos(round: ReminderRound, outer?: Database): Promise<number>
}

export function createReminderService(db: Database): ReminderService {
  return {
    remindOfTrips: ({ now, limit }, outer = db) =>
      outer.transaction(async (tx) => {
        const due = await takeDueTrips(tx, now, limit)
        for (const { tripId, startDate } of due)
          await notify(tx, null, { event: 'trip_reminder', tripId, params: { date: startDate ?? '' } })
        return due.length
      }),

    remindOfTodos: ({ now, limit }, outer = db) =>
      outer.transaction(async (tx) => {
        const due = await takeDueTodos(tx, now, limit)
        for (const { tripId, assigneeId, name, dueDate } of due) {
          const people = await peopleOf(tx, tripId)
          await notify(tx, null, {
            event: 'todo_due',
            tripId,
            recipients: assigneeId !== null && people.includes(assigneeId) ? [assigneeId] : people,
            params: { todo: name, date: dueDate ?? '' }
          })
        }
        return due.length
      })
  }
}

/** The trips of which people are to be told now; they say from here on that they were. */
function takeDueTrips(tx: Database, now: Date, limit: number) {
  const reminderAt = sql`(${trips.startDate} - ${trips.reminderDays} + ${REMINDER_TIME}::time) at time zone 'UTC'`
  const due = tx
    .select({ id: trips.id })
    .from(trips)
    .where(
      and(
        gt(trips.startDate, dayOf(now)),
        gt(trips.reminderDays, 0),
        eq(trips.isArchived, false),
        sql`${trips.remindedFor} is distinct from ${trips.startDate}`,
        lte(reminderAt, now.toISOString()),
        // Who plans a trip at short notice knows when it starts.
        lt(trips.createdAt, reminderAt)
      )
    )
    .orderBy(asc(trips.id))
    .limit(limit)
    .for('no key update', { skipLocked: true })
  return tx
    .update(trips)
    .set({ remindedFor: sql`${trips.startDate}` })
    .where(inArray(trips.id, due))
    .returning({ tripId: trips.id, startDate: trips.startDate })
}

/** The to-dos of which people are to be told now, with whom they are assigned to, unless that is a guest. */
async function takeDueTodos(tx: Database, now: Date, limit: number) {
  const today = dayOf(now)
  const morning = new Date(`${today}T${REMINDER_TIME}Z`)
  if (now < morning) return []
  // Asked in the transaction, which on an embedded database nothing can be asked beside.
  const isSwitchedOff = tx
    .select({ one: sql`1` })
    .from(addons)
    .where(and(eq(addons.id, 'packing'), eq(addons.isEnabled, false)))
  const lately = new Date(now.getTime() - TODO_PAUSE_HOURS * 3_600_000)
  const due = await tx
    .select({ id: todos.id, tripId: todos.tripId, name: todos.name, dueDate: todos.dueDate, assigneeId: users.id })
    .from(todos)
    .innerJoin(trips, eq(trips.id, todos.tripId))
    .leftJoin(users, and(eq(users.id, todos.assignedUserId), eq(users.isGuest, false)))
    .where(
      and(
        eq(todos.checked, false),
        between(todos.dueDate, today, addDays(today, TODO_DAYS)),
        or(isNull(todos.remindedAt), lt(todos.remindedAt, lately)),
        // Who writes something down has it in mind that day.
        lt(todos.createdAt, morning),
        eq(trips.isArchived, false),
        notExists(isSwitchedOff)
      )
    )
    .orderBy(asc(todos.id))
    .limit(limit)
    .for('no key update', { of: todos, skipLocked: true })
  const ids = due.map(({ id }) => id)
  if (ids.length > 0) await tx.update(todos).set({ remindedAt: now }).where(inArray(todos.id, ids))
  return due
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
