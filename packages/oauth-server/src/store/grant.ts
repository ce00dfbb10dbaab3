import type { ClientKind } from './client.ts'

/** How a grant came about: a person consented, or a machine client acts for its owner. */
export type GrantKind = 'user' | 'machine'

export type RevocationReason =
  | 'code_replayed'
  | 'refresh_token_reused'
  | 'wrong_client'
  | 'revoked'
  | 'secret_rotated'
  | 'client_changed'
  | 'client_disabled'

/** A live grant, as its subject sees it. */
export interface GrantSummary {
  id: string
  kind: GrantKind
  subject: string
  clientId: string
  clientName: string
  clientKind: ClientKind
  scopes: string[]
  resource: string
  createdAt: Date
  /** Exact to a minute; absent: not used yet. */
  lastUsedAt?: Date
}

export interface GrantStore {
  /** Ends a grant and with it every token issued from it. Answers whether it was live. */
  revoke(grantId: string, reason: RevocationReason): Promise<boolean>
  /**
   * Every scope of what a subject has given a client for a resource and not taken back. With `maxAgeSeconds` older grants
   * do not count.
   */
  scopesGiven(to: { subject: string; clientId: string; resource: string; maxAgeSeconds?: number }): Promise<string[]>
  /** Those of the grants that are over: revoked, deleted, or of a client that is disabled. */
  findEnded(grantIds: readonly string[]): Promise<string[]>
  /**
   * Ends the live grants that fit all of what is given, and what was approved for such a grant but not redeemed yet: codes
   * of browsers and devices. Answers with how many grants it were.
   */
  revokeAll(of: { subject?: string; clientId?: string }, reason: RevocationReason): Promise<number>
  /** Live grants that can still be used, the newest first: a subject's, or everybody's. */
  list(of?: { subject?: string }): Promise<GrantSummary[]>
}
