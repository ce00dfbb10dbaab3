import type { Digest } from './digest.ts'
import type { ReplayableAnswer } from './refresh-token.ts'

export interface AuthorizationCode {
  clientId: string
  subject: string
  redirectUri: string
  isRedirectUriExplicit: boolean
  scopes: string[]
  resource: string
  codeChallenge: string
  /** Of the key with which alone it can be redeemed; absent: any. */
  keyThumbprint?: string
  isExpired: boolean
  isConsumed: boolean
  /** The grant issued from it, once it was consumed. */
  grantId?: string
}

export interface NewToken {
  digest: Digest
  ttlSeconds: number
  /**
   * Of the key that has to be proven with it (RFC 9449); absent: none. A refresh token's holds for its whole grant, from
   * then on.
   */
  keyThumbprint?: string
}

/** What a successful exchange issued. */
export interface IssuedTokens {
  grantId: string
  subject: string
  clientId: string
  /** Scopes of the access token. */
  scopes: string[]
  resource: string
}

export interface AuthorizationCodeStore {
  find(digest: Digest): Promise<AuthorizationCode | undefined>
  /**
   * Consumes the code and creates grant, access token and, when given, refresh token in one transaction. Exactly one of
   * any number of concurrent callers gets tokens; the others get `consumed`, with the grant it was consumed for. With
   * `replay`, those that repeat the request within its window get `replayed` instead, while the grant lives.
   *
   * `client_gone`: the secret the client authenticated with has been replaced since. The code is as good as before.
   */
  redeem(
    digest: Digest,
    request: {
      accessToken: NewToken
      refreshToken?: NewToken
      replay?: ReplayableAnswer
      /** The client, when it authenticated with a secret. */
      client?: { id: string; secretDigest: Digest }
    }
  ): Promise<
    | { outcome: 'redeemed'; issued: IssuedTokens }
    | { outcome: 'consumed'; grantId: string }
    | {
        outcome: 'replayed'
        grantId: string
        sealed: Buffer
        /** Of what was issued in the answer. */
        secondsLeft: { accessToken: number; refreshToken: number }
      }
    | { outcome: 'client_gone' }
    | { outcome: 'expired' }
    | { outcome: 'unknown' }
  >
}
