import type { TripEventType } from '@trek/planner'
import type { Activity } from '../api/trip-parts.ts'

/** What is known of an activity for its sentence. */
export type Told = Pick<Activity, 'type' | 'what' | 'where' | 'client_name' | 'undoes'> & {
  user: { username: string } | null
}

/** `{what}` is the thing; what stands in brackets is said where the place is known. */
const SENTENCES: Readonly<Record<TripEventType, string>> = {
  'trip:created': 'made the trip {what}',
  'trip:updated': 'changed the trip {what}',
  'trip:deleted': 'deleted the trip {what}',
  'member:added': 'added {what} to the trip',
  'member:removed': 'took {what} off the trip',
  'day:created': 'added {what}',
  'day:updated': 'changed {what}',
  'day:deleted': 'removed {what}',
  'dayNote:created': 'noted “{what}”[ on {where}]',
  'dayNote:updated': 'changed the note “{what}”[ on {where}]',
  'dayNote:deleted': 'removed the note “{what}”[ from {where}]',
  'place:created': 'added {what}',
  'place:updated': 'changed {what}',
  'place:deleted': 'removed {what}',
  'assignment:created': 'added {what}[ to {where}]',
  'assignment:updated': 'changed the visit to {what}[ on {where}]',
  'assignment:deleted': 'took {what} off[ {where}]',
  'assignment:moved': 'moved {what}[ to {where}]',
  'assignment:reordered': 'changed the order[ of {where}]',
  'assignment:participants': 'changed who visits {what}[ on {where}]',
  'accommodation:created': 'added the stay {what}[ on {where}]',
  'accommodation:updated': 'changed the stay {what}[ on {where}]',
  'accommodation:deleted': 'removed the stay {what}[ from {where}]',
  'reservation:created': 'added the booking {what}[ on {where}]',
  'reservation:updated': 'changed the booking {what}[ on {where}]',
  'reservation:deleted': 'removed the booking {what}[ from {where}]',
  'reservation:positions': 'changed {what}[ on {where}]',
  'budget:created': 'added the expense {what}',
  'budget:updated': 'changed the expense {what}',
  'budget:deleted': 'removed the expense {what}',
  'budget:members-updated': 'changed who shares {what}',
  'budget:member-paid-updated': 'changed who has paid for {what}',
  'budget:settlement-created': 'added the payment {what}',
  'budget:settlement-updated': 'changed the payment {what}',
  'budget:settlement-deleted': 'removed the payment {what}',
  'packing:created': 'added {what} to the packing list',
  'packing:updated': 'changed {what} on the packing list',
  'packing:deleted': 'took {what} off the packing list',
  'packing:reordered': 'changed the order of {what}',
  'packing:assignees': 'changed who packs {what}',
  'packing:template-applied': 'packed by the template {what}',
  'packing:bag-created': 'added the bag {what}',
  'packing:bag-updated': 'changed the bag {what}',
  'packing:bag-deleted': 'removed the bag {what}',
  'packing:bag-members-updated': 'changed who packs the bag {what}',
  'todo:created': 'added the to-do {what}',
  'todo:updated': 'changed the to-do {what}',
  'todo:deleted': 'removed the to-do {what}',
  'todo:reordered': 'changed the order of {what}',
  'todo:assignees': 'changed who does {what}',
  'collab:note:created': 'added the note {what}',
  'collab:note:updated': 'changed the note {what}',
  'collab:note:deleted': 'removed the note {what}',
  'collab:poll:created': 'asked “{what}”',
  'collab:poll:voted': 'voted on “{what}”',
  'collab:poll:closed': 'closed the poll “{what}”',
  'collab:poll:deleted': 'removed the poll “{what}”',
  'collab:message:created': 'wrote in the chat',
  'collab:message:deleted': 'took a message back',
  'collab:message:reacted': 'reacted to a message'
}

/** What was added or removed says best what undoing it did; of a change it is only known that it is undone. */
const TELLS_RESULT = /(created|deleted|added|removed)$/

/** "Claude added Louvre to day 2". */
export function describeActivity({ type, what, where, user, client_name: client, undoes }: Told): string {
  const who = client ?? user?.username ?? 'Somebody'
  const template = isTripEvent(type) ? SENTENCES[type] : 'changed {what}'
  const done = template
    .replace(/\[(.*?)\]/, (_whole, place: string) => (where === null ? '' : place.replace('{where}', () => where)))
    .replace('{what}', () => what)
  if (undoes === null) return `${who} ${done}`
  return TELLS_RESULT.test(type) ? `${who} undid a change and ${done}` : `${who} undid a change of ${what}`
}

/** A server that was updated since the page was opened may tell of more. */
function isTripEvent(type: string): type is TripEventType {
  return Object.hasOwn(SENTENCES, type)
}
