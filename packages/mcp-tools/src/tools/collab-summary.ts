import { CollabNote } from '@trek/planner'
import { Type, type Static } from 'typebox'
import type { PlannerContext } from '../context.ts'

/** What `get_trip_summary` says of collaboration; a part is missing where it may not be read or is switched off. */
export const CollabSummary = Type.Object({
  collab_notes: Type.Optional(Type.Array(CollabNote)),
  pollCount: Type.Optional(Type.Integer()),
  messageCount: Type.Optional(Type.Integer({ description: 'Chat messages, without deleted ones' }))
})
type CollabSummary = Static<typeof CollabSummary>

/** @throws {NotFoundError} `trip_not_found` */
export async function readCollabSummary(
  tripId: number,
  { actor, planner, scopes }: PlannerContext
): Promise<CollabSummary> {
  if (!scopes.has('collab:read')) return {}
  const { addons, collabNotes, polls, chat } = planner
  return {
    ...((await addons.isEnabled('collab.notes')) && { collab_notes: await collabNotes.list(actor, tripId) }),
    ...((await addons.isEnabled('collab.polls')) && { pollCount: await polls.count(actor, tripId) }),
    ...((await addons.isEnabled('collab.chat')) && { messageCount: await chat.count(actor, tripId) })
  }
}
