import type { Actor, Planner } from '@trek/planner'
import type { Outside } from './outside.ts'

/** What TREK's tools, resources and prompts work with. */
export interface PlannerContext {
  /** The person in whose name the client acts, and the client. */
  actor: Actor
  planner: Planner
  /** Other people's services: maps, weather, transit. */
  outside: Outside
  /** Granted scopes and all they imply: some answers are shorter without them. */
  scopes: ReadonlySet<string>
  /** Where people see and end their connections; absent: there is no such page. */
  connectionsUrl?: string
  /** What to know about the static token the client uses, if it uses one. */
  staticTokenNotice?: string
}
