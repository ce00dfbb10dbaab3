/** The revisions of the protocol that have a published schema, oldest first. */
export const REVISIONS = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const

export type Revision = (typeof REVISIONS)[number]

export function isRevision(value: unknown): value is Revision {
  return (REVISIONS as readonly unknown[]).includes(value)
}
