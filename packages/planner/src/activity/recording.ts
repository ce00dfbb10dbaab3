import { sql, type SQL } from 'drizzle-orm'

/**
 * For a select list: from here to its end the transaction's changes are recorded as one activity, by the triggers of
 * `recordedTables`. Called again it only notes the further permission. Such a transaction has to publish, or its commit
 * fails: what was recorded belongs to nothing.
 */
export function startRecording(action: string): SQL<string> {
  return sql<string>`set_config('planner.activity', coalesce(nullif(current_setting('planner.activity', true), ''), nextval('activities_id_seq')::text), true)
    || set_config('planner.actions', concat_ws(',', nullif(current_setting('planner.actions', true), ''), ${action}::text), true)`
}

/** The activity of the transaction; without one that was started, a new one with nothing recorded. */
export const currentActivity: SQL<number> = sql<number>`coalesce(nullif(current_setting('planner.activity', true), '')::bigint, nextval('activities_id_seq'))`

/** The permissions that were asked for it. */
export const currentActions: SQL<string[]> = sql<
  string[]
>`coalesce(string_to_array(nullif(current_setting('planner.actions', true), ''), ','), '{}')`
