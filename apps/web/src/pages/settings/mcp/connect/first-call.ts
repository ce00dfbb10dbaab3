import type { Session } from '../../../../api/integrations.ts'

/** The connection that has made a call since an earlier look at the same list, when one has. */
export function newlyUsed(before: Session[], now: Session[]): Session | undefined {
  const known = new Map(before.map(({ id, last_used_at: lastUsedAt }) => [id, lastUsedAt]))
  return now.find(({ id, last_used_at: lastUsedAt }) => lastUsedAt !== null && lastUsedAt !== (known.get(id) ?? null))
}
