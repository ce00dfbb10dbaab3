/** A change somebody made, as the server tells it. */
export interface LiveEvent {
  type: string
  /** Null: it is about no trip. */
  tripId: number | null
  ids: Record<string, number>
  by: { userId: number; username: string | null; clientName: string | null }
}

const WHAT: Record<string, string> = {
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
  return `${by.clientName ?? by.username ?? 'Somebody'} ${WHAT[type] ?? 'changed something'}`
}
