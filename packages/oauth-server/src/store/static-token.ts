import type { Digest } from './digest.ts'

/** A token a person made and copied; it stands for them without a client or a grant. */
export interface StaticToken {
  id: string
  subject: string
  name: string
  /** Its first characters. */
  hint: string
  /** Absent: everything. */
  scopes?: string[]
  createdAt: Date
  /** Absent: never. */
  expiresAt?: Date
  /** Exact to a minute; absent: not used yet. */
  lastUsedAt?: Date
}

export interface StaticTokenStore {
  /** Keeps a token, unless its subject has that many live ones; of concurrent calls no two get the last place. */
  create(
    token: { digest: Digest; subject: string; name: string; hint: string; scopes?: string[]; ttlSeconds?: number },
    options: { limit: number }
  ): Promise<StaticToken | 'limit_reached'>
  /** The live token, one indexed look-up. */
  find(digest: Digest): Promise<StaticToken | undefined>
  /** Live tokens, the newest first: a subject's, or everybody's. */
  list(of?: { subject?: string }): Promise<StaticToken[]>
  /** Lets a token end in so many seconds, if it would not end sooner. */
  expire(id: string, ttlSeconds: number): Promise<void>
  /** Answers whether there was one. */
  delete(id: string, of?: { subject?: string }): Promise<boolean>
  /** Whether its user has not been told for a day that such tokens will end; who asks is the one who tells. */
  isNoticeDue(id: string): Promise<boolean>
}
