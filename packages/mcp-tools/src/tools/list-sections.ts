import { PackingList, Todo } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'

/** What a trip's summary says of the packing list and the to-dos. */
export const ListSections = {
  packing: Type.Optional(PackingList),
  todos: Type.Optional(Type.Array(Todo))
}

/** Those of them that the token may read, while the addon is on. */
export async function listSections({ actor, planner, scopes }: PlannerContext, tripId: number) {
  if (!(await planner.addons.isEnabled('packing'))) return {}
  return {
    ...(scopes.has('packing:read') && { packing: await planner.packing.overview(actor, tripId) }),
    ...(scopes.has('todos:read') && { todos: await planner.todos.list(actor, tripId) })
  }
}
