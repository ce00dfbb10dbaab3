import type { IssuedTokens, NewToken } from './authorization-code.ts'
import type { Digest } from './digest.ts'
import type { RateLimit } from './rate-limit.ts'

export interface RefreshToken {
  id: string
  grantId: string
  clientId: string
  subject: string
  /** Scopes of the grant: the most a refresh may ask for (RFC 6749 section 6). */
  scopes: string[]
  resource: string
  issuedAt: Date
  expiresAt: Date
  /** Since the grant began, by the store's clock. */
  grantAgeSeconds: number
  /** Of the key that has to be proven with it; absent: none. */
  keyThumbprint?: string
  /** Since the access token that was issued with it was refused for want of scope; absent: it was not. */
  secondsSinceScopeRefusal?: number
  /** Whether it can be exchanged: not rotated, not expired, its grant not revoked. */
  isActive: boolean
}

export interface RotationRequest {
  /** Digest of the presented refresh token. */
  digest: Digest
  /** The authenticated client; presenting another client's token revokes the grant. */
  clientId: string
  /** Of the secret it authenticated with, if it has one: when that has been replaced since, the client is gone. */
  secretDigest?: Digest
  successor: NewToken
  accessToken: NewToken
  /** Scopes of the new access token. */
  scopes: string[]
  replay: ReplayableAnswer
  /** The grant has ended when it is older, whatever its tokens say. Absent: it may be of any age. */
  maxGrantAgeSeconds?: number
  /** How often the grant's token may be rotated; repetitions do not count. Absent: as often as you like. */
  rateLimit?: RateLimit
}

/** A refresh that leaves the refresh token as it is. */
export interface RenewalRequest {
  /** Digest of the presented refresh token. */
  digest: Digest
  /** The authenticated client. */
  clientId: string
  /** As for a rotation. */
  secretDigest?: Digest
  /** From now on, the refresh token's. */
  ttlSeconds: number
  accessToken: NewToken
  /** Scopes of the new access token. */
  scopes: string[]
  /** As for a rotation. */
  maxGrantAgeSeconds?: number
  /** As for a rotation. */
  rateLimit?: RateLimit
}

/** The answer to a rotation or redemption, for those who ask the same again before they could have heard it. */
export interface ReplayableAnswer {
  /** Digest of all that the answer depends on beside the token: another request is no repetition. */
  fingerprint: Digest
  /** The answer, encrypted under what was presented: the store cannot open it. */
  sealed: Buffer
  /** How long repetitions get the same answer; 0: not at all. */
  windowSeconds: number
}

export type RotationRefusal = 'unknown' | 'expired' | 'revoked' | 'client_gone' | 'wrong_client' | 'reused'

export type Rotation =
  | { outcome: 'rotated' | 'recovered'; issued: IssuedTokens }
  | {
      outcome: 'replayed'
      grantId: string
      sealed: Buffer
      /** Of what was issued in the answer. */
      secondsLeft: { accessToken: number; refreshToken: number }
    }
  | { outcome: 'too_many'; grantId: string; waitSeconds: number }
  | { outcome: RotationRefusal; grantId?: string }

export interface RefreshTokenStore {
  find(digest: Digest): Promise<RefreshToken | undefined>
  /**
   * Replaces an active refresh token by its successor under a lock on the grant, so of any number of concurrent callers
   * on any number of nodes one rotates.
   *
   * - The others, and whoever repeats the request within the window, get `replayed`: the answer of the one.
   * - `recovered`: the window is over but nothing of that answer was ever used, so it got lost. It ends, and a new
   *   successor takes its place.
   * - `reused` and `wrong_client` have revoked the grant, with everything issued from it, before they answer (RFC 9700
   *   section 4.14.2).
   */
  rotate(rotation: RotationRequest): Promise<Rotation>
  /**
   * Issues an access token and starts the life of an active refresh token anew, for clients whose refresh tokens are of no
   * use to a thief. `undefined` when it is not to be had so; `rotate` then tells why.
   */
  renew(renewal: RenewalRequest): Promise<IssuedTokens | undefined>
  /**
   * Takes note of a refusal for want of scope, as `accessTokens.noteScopeRefusal` left it with the access token that was
   * issued with an active refresh token. Answers whether there was one, within so many seconds, while the access token has
   * all the scopes of its grant and more than a quarter of its life before it. Of any number of callers one takes it.
   */
  takeScopeRefusal(digest: Digest, withinSeconds: number): Promise<boolean>
}
