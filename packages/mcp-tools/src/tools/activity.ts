import { Activity, ForbiddenError } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { ActivityId, destroys, NextCursor, pages, reads, TripId } from './arguments.ts'

/** What a kind of activity belongs to: whoever may not read or change a thing may not do so by the log either. */
const kinds: Readonly<Record<string, { scopes: string; addon?: string }>> = {
  trip: { scopes: 'trips' },
  member: { scopes: 'trips' },
  day: { scopes: 'trips' },
  dayNote: { scopes: 'trips' },
  accommodation: { scopes: 'trips' },
  place: { scopes: 'places' },
  assignment: { scopes: 'places' },
  reservation: { scopes: 'reservations' },
  budget: { scopes: 'budget', addon: 'budget' },
  packing: { scopes: 'packing', addon: 'packing' },
  todo: { scopes: 'todos', addon: 'packing' },
  collab: { scopes: 'collab', addon: 'collab' }
}

async function readableKinds({ planner, scopes }: PlannerContext): Promise<string[]> {
  const readable: string[] = []
  for (const [kind, { scopes: group, addon }] of Object.entries(kinds))
    if (scopes.has(`${group}:read`) && (!addon || (await planner.addons.isEnabled(addon)))) readable.push(kind)
  return readable
}

/** @throws {ForbiddenError} `permission_denied`, saying what is missing. */
async function requireKind(kind: string, { planner, scopes }: PlannerContext): Promise<void> {
  const rights = kinds[kind]
  if (!rights) throw new ForbiddenError('permission_denied', 'Only the web pages can undo that')
  if (rights.addon && !(await planner.addons.isEnabled(rights.addon)))
    throw new ForbiddenError('permission_denied', `What this changed is switched off here (${rights.addon})`)
  const scope = `${rights.scopes}:write`
  if (!scopes.has(scope))
    throw new ForbiddenError('permission_denied', `This connection may not undo that: it would need the scope ${scope}`)
}

const ListActivityInput = Type.Object({ tripId: TripId, ...pages })
const ListActivityOutput = Type.Object({ activity: Type.Array(Activity), next_cursor: NextCursor })

export const listActivity = defineTool<typeof ListActivityInput, typeof ListActivityOutput, PlannerContext>({
  name: 'list_activity',
  title: 'List what happened in a trip',
  description:
    'Who changed what in a trip, through which client, newest first, for the last 90 days; only of what this connection may read. Use it to tell the person what was changed, or to find what undo_activity should take back.',
  scopes: ['trips:read'],
  annotations: reads,
  input: ListActivityInput,
  output: ListActivityOutput,
  async run({ tripId, ...page }, context) {
    const options = { ...page, kinds: await readableKinds(context) }
    const { items, nextCursor } = await context.planner.activity.list(context.actor, tripId, options)
    return { activity: items, next_cursor: nextCursor }
  }
})

const UndoActivityInput = Type.Object({ tripId: TripId, activityId: ActivityId })
const UndoActivityOutput = Type.Object({ activity: Activity })

export const undoActivity = defineTool<typeof UndoActivityInput, typeof UndoActivityOutput, PlannerContext>({
  name: 'undo_activity',
  title: 'Undo a change',
  description:
    'Takes back everything that one change did: what it created is deleted, what it deleted comes back, what it changed is as it was. Refused when any of that has been changed since; then tell the person what is in the way. To do it again, undo the activity that this answers with.',
  scopes: ['trips:write'],
  annotations: destroys,
  input: UndoActivityInput,
  output: UndoActivityOutput,
  async run({ tripId, activityId }, context) {
    const { actor, planner } = context
    for (const kind of await planner.activity.kindsOf(actor, tripId, activityId)) await requireKind(kind, context)
    return { activity: await planner.activity.undo(actor, tripId, activityId) }
  }
})

export const activityTools: Tool<PlannerContext>[] = [listActivity, undoActivity]
