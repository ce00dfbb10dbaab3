import { getTableName } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { assignmentParticipants, dayAssignments } from '../assignments/assignment.table.ts'
import { budgetCategoryOrder, budgetItemMembers, budgetItemPayers, budgetItems } from '../budget/budget-item.table.ts'
import { packingCategoryAssignees, todoCategoryAssignees } from '../category-assignees/category-assignee.table.ts'
import { collabNotes } from '../collab-notes/collab-note.table.ts'
import { dayNotes } from '../day-notes/day-note.table.ts'
import { days } from '../days/day.table.ts'
import { tripMembers } from '../members/trip-member.table.ts'
import { packingBagMembers, packingBags } from '../packing-bags/packing-bag.table.ts'
import { packingItemRecipients, packingItems } from '../packing/packing-item.table.ts'
import { places } from '../places/place.table.ts'
import { collabPolls, collabPollVotes } from '../polls/poll.table.ts'
import { reservationDayPositions, reservationEndpoints, reservations } from '../reservations/reservation.table.ts'
import { budgetSettlements } from '../settlements/settlement.table.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import { placeTags } from '../tags/tag.table.ts'
import { todos } from '../todos/todo.table.ts'
import { trips } from '../trips/trip.table.ts'

/**
 * The tables whose changes can be undone, with what people call a row: every table with a path to a trip, but for those
 * of `unrecordedTables`. A new one needs its trigger as well: see "Activity" in the README.
 */
const recorded: readonly (readonly [table: PgTable, noun: string])[] = [
  [trips, 'trip'],
  [tripMembers, 'member'],
  [days, 'day'],
  [dayNotes, 'note'],
  [places, 'place'],
  [dayAssignments, 'visit'],
  [assignmentParticipants, 'participant of a visit'],
  [budgetItems, 'expense'],
  [budgetItemMembers, 'share of an expense'],
  [budgetItemPayers, 'payment of an expense'],
  [budgetCategoryOrder, 'category of expenses'],
  [budgetSettlements, 'payment'],
  [placeTags, 'tag of a place'],
  [dayAccommodations, 'stay'],
  [reservations, 'booking'],
  [reservationEndpoints, 'stop of a transport'],
  [reservationDayPositions, 'position of a booking'],
  [packingItems, 'packing item'],
  [packingItemRecipients, 'recipient of a packing item'],
  [packingBags, 'bag'],
  [packingBagMembers, 'packer of a bag'],
  [packingCategoryAssignees, 'person of a packing category'],
  [todos, 'to-do'],
  [todoCategoryAssignees, 'person of a to-do category'],
  [collabNotes, 'shared note'],
  [collabPolls, 'poll'],
  [collabPollVotes, 'vote']
]

/** Tables with a path to a trip that are left out, and why. */
export const unrecordedTables: Readonly<Record<string, string>> = {
  activities: 'the log itself',
  activity_changes: 'the log itself',
  share_tokens: 'it holds the secret of a public link',
  collab_messages: 'what somebody deletes from the chat is gone',
  collab_message_reactions: 'they go with their message',
  journey_trips: 'a journey belongs to the people who write it',
  journey_dismissals: 'a journey belongs to the people who write it'
}

export interface RecordedTable {
  /** What people call a row. */
  noun: string
  /** The columns of its primary key. */
  key: readonly string[]
}

/** By table name. */
export const recordedTables: ReadonlyMap<string, RecordedTable> = new Map(
  recorded.map(([table, noun]) => [getTableName(table), { noun, key: keyOf(table) }])
)

function keyOf(table: PgTable): string[] {
  const { columns, primaryKeys } = getTableConfig(table)
  const composite = primaryKeys.flatMap((key) => key.columns.map(({ name }) => name))
  return composite.length > 0 ? composite : columns.filter(({ primary }) => primary).map(({ name }) => name)
}
