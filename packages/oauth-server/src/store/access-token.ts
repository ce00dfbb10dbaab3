import type { IssuedTokens, NewToken } from './authorization-code.ts'
import type { Digest } from './digest.ts'
import type { GrantKind } from './grant.ts'

/** A live access token: unexpired, its grant not revoked, its client not disabled. */
export interface LiveAccessToken {
  id: string
  kind: GrantKind
  grantId: string
  clientId: string
  clientName: string
  subject: string
  scopes: string[]
  resource: string
  issuedAt: Date
  expiresAt: Date
  /** Of the key that has to be proven with it; absent: none. */
  keyThumbprint?: string
}

export interface AccessTokenStore {
  /**
   * Whether `find` finds no token of a subject whom the host has removed or disabled; then the guard does not ask the host
   * again. Absent: it asks.
   */
  readonly findsActiveSubjectsOnly?: boolean
  /**
   * One indexed look-up, on every request to a protected resource. The first one that succeeds is remembered before it
   * is answered: an access token in use proves that its owner got it.
   */
  find(digest: Digest): Promise<LiveAccessToken | undefined>
  /** Remembers, for `refreshTokens.takeScopeRefusal`, that the token was refused now because it lacks a scope. */
  noteScopeRefusal(id: string): Promise<void>
  /** Ends one access token of the client. Answers whether it was live. */
  revoke(digest: Digest, clientId: string): Promise<boolean>
  /**
   * Keeps a token for a machine client, under the one live grant it has for the resource. Answers undefined when the
   * client is gone or disabled by now, or its scopes or its secret are not what they were. Beyond `liveLimit` tokens the oldest end, a moment
   * later.
   */
  issueToMachine(issue: {
    clientId: string
    /** Scopes of this token. */
    scopes: string[]
    /** Scopes of the grant, should it have to be made: all that the client may have. */
    grantScopes: string[]
    resource: string
    accessToken: NewToken
    /** Of the secret it authenticated with, if it has one. */
    secretDigest?: Digest
    liveLimit: number
  }): Promise<IssuedTokens | undefined>
}
