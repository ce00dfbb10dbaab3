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

export interface AuditStore {
  append(events: readonly AuditEvent[]): Promise<void>
  /** The newest first; `type` fits by its beginning, `before` is an id. */
  list(filter: {
    subject?: string
    clientId?: string
    type?: string
    before?: number
    limit: number
  }): Promise<KeptAuditEvent[]>
}
