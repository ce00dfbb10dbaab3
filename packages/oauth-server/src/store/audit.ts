/** Something that happened, for whoever asks later. Never holds a secret. */
export interface AuditEvent {
  /** Such as `token.refreshed`. */
  type: string
  /** Whose account it is about. */
  subject?: string
  /** Who did it, when that is somebody else: an administrator. */
  actor?: string
  clientId?: string
  grantId?: string
  address?: string
  userAgent?: string
  requestId?: string
  detail?: Record<string, unknown>
}

export interface KeptAuditEvent extends AuditEvent {
  /** Rises with time. */
  id: number
  at: Date
}

/** Which events to list: those that fit all of what is given. */
export interface AuditFilter {
  subject?: string
  /** Whose account it is about, or who did it. */
  person?: string
  clientId?: string
  /** How the type begins. */
  type?: string
  since?: Date
  /** That moment itself no more. */
  until?: Date
  /** Older than the event of this id. */
  before?: number
  limit: number
}

export interface AuditStore {
  append(events: readonly AuditEvent[]): Promise<void>
  /** The newest first. */
  list(filter: AuditFilter): Promise<KeptAuditEvent[]>
}
