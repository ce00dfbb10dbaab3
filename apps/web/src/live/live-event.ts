import type { TripEventType } from '@trek/planner'

/** A change somebody made, as the server tells it. */
export interface LiveEvent {
  type: string
  /** Null: it is about no trip. */
  tripId: number | null
  ids: Record<string, number>
  by: { userId: number; username: string | null; clientName: string | null }
}

/** What somebody did to a trip, after their name. */
export const tripChanges: Readonly<Record<TripEventType, string>> = {
  'trip:created': 'made this trip',
  'trip:updated': 'changed the trip',
  'trip:deleted': 'deleted the trip',
  'member:added': 'added somebody',
  'member:removed': 'removed somebody',
  'day:created': 'added a day',
  'day:updated': 'changed a day',
  'day:deleted': 'removed a day',
  'dayNote:created': 'added a note',
  'dayNote:updated': 'changed a note',
  'dayNote:deleted': 'removed a note',
  'place:created': 'added a place',
  'place:updated': 'changed a place',
  'place:deleted': 'removed a place',
  'assignment:created': 'put a place on a day',
  'assignment:updated': 'changed a visit',
  'assignment:deleted': 'took a place off a day',
  'assignment:moved': 'moved a visit',
  'assignment:reordered': 'changed the order of a day',
  'assignment:participants': 'changed who takes part',
  'accommodation:created': 'added a stay',
  'accommodation:updated': 'changed a stay',
  'accommodation:deleted': 'removed a stay',
  'reservation:created': 'added a booking',
  'reservation:updated': 'changed a booking',
  'reservation:deleted': 'removed a booking',
  'reservation:positions': 'changed the order of bookings',
  'budget:created': 'added an expense',
  'budget:updated': 'changed an expense',
  'budget:deleted': 'removed an expense',
  'budget:members-updated': 'changed who shares an expense',
  'budget:member-paid-updated': 'changed who has paid their share',
  'budget:settlement-created': 'recorded a payment',
  'budget:settlement-updated': 'changed a payment',
  'budget:settlement-deleted': 'removed a payment',
  'packing:created': 'added something to pack',
  'packing:updated': 'changed something to pack',
  'packing:deleted': 'took something off the packing list',
  'packing:reordered': 'changed the order of the packing list',
  'packing:assignees': 'changed who packs a category',
  'packing:template-applied': 'added a packing template',
  'packing:bag-created': 'added a bag',
  'packing:bag-updated': 'changed a bag',
  'packing:bag-deleted': 'removed a bag',
  'packing:bag-members-updated': 'changed who packs a bag',
  'todo:created': 'added a to-do',
  'todo:updated': 'changed a to-do',
  'todo:deleted': 'removed a to-do',
  'todo:reordered': 'changed the order of the to-dos',
  'todo:assignees': 'changed who looks after a category of to-dos',
  'collab:note:created': 'added a shared note',
  'collab:note:updated': 'changed a shared note',
  'collab:note:deleted': 'removed a shared note',
  'collab:poll:created': 'started a poll',
  'collab:poll:voted': 'voted on a poll',
  'collab:poll:closed': 'closed a poll',
  'collab:poll:deleted': 'removed a poll',
  'collab:message:created': 'wrote in the chat',
  'collab:message:deleted': 'took a message back',
  'collab:message:reacted': 'reacted to a message'
}

/** "Claude added a place". */
export function describeEvent({ type, by }: LiveEvent): string {
  return `${by.clientName ?? by.username ?? 'Somebody'} ${isTripChange(type) ? tripChanges[type] : 'changed something'}`
}

/** A server that was updated since the page was opened may tell of more. */
function isTripChange(type: string): type is TripEventType {
  return Object.hasOwn(tripChanges, type)
}
