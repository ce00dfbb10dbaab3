import { digestOf } from '../digest.ts'
import type { Lifetimes } from '../options.ts'
import type { NewToken } from '../store/index.ts'
import type { GrantContext, TokenResponse } from './grant.ts'

export interface MintedTokens<Refresh, Response> {
  /** What the store keeps: digests and lifetimes. */
  tokens: { accessToken: NewToken } & Refresh
  /** What the client gets, once the store has kept them. */
  response: (scopes: string[]) => TokenResponse & Response
}

/**
 * Makes the secrets of one exchange. They are in the client's answer and nowhere else. None of them outlives its grant,
 * which is new unless `grantAgeSeconds` says otherwise.
 *
 * With a proof the access token is bound to the client's key. So is the refresh token of a public client; a confidential
 * one's is bound to the client by its authentication (RFC 9449 section 5).
 */
export function mintTokens(
  context: GrantContext,
  options: { withRefreshToken: true; grantAgeSeconds?: number }
): MintedTokens<{ refreshToken: NewToken }, { refresh_token: string }>
export function mintTokens(
  context: GrantContext,
  options: { withRefreshToken: boolean; grantAgeSeconds?: number }
): MintedTokens<{ refreshToken?: NewToken }, object>
export function mintTokens(
  { client, keyThumbprint, settings: { tokens: format, lifetimes } }: GrantContext,
  { withRefreshToken, grantAgeSeconds = 0 }: { withRefreshToken: boolean; grantAgeSeconds?: number }
) {
  const accessSeconds = withinGrant(lifetimes.accessTokenSeconds, lifetimes, grantAgeSeconds)
  const refreshSeconds = withinGrant(lifetimes.refreshTokenSeconds, lifetimes, grantAgeSeconds)
  const accessToken = format.mint('access')
  const refreshToken = withRefreshToken ? format.mint('refresh') : undefined
  const bound = keyThumbprint === undefined ? {} : { keyThumbprint }
  return {
    tokens: {
      accessToken: { digest: digestOf(accessToken), ttlSeconds: accessSeconds, ...bound },
      ...(refreshToken && {
        refreshToken: {
          digest: digestOf(refreshToken),
          ttlSeconds: refreshSeconds,
          ...(client.authenticationMethod === 'none' && bound)
        }
      })
    },
    response: (scopes: string[]): TokenResponse => ({
      access_token: accessToken,
      token_type: tokenTypeOf(keyThumbprint),
      expires_in: accessSeconds,
      scope: scopes.join(' '),
      ...(refreshToken && {
        refresh_token: refreshToken,
        refresh_token_expires_in: refreshSeconds
      })
    })
  }
}

/** What is left of a lifetime, in whole seconds, when the grant ends sooner. */
export function withinGrant(
  seconds: number,
  { grantSeconds = Number.POSITIVE_INFINITY }: Pick<Lifetimes, 'grantSeconds'>,
  grantAgeSeconds: number
): number {
  return Math.max(0, Math.min(seconds, Math.floor(grantSeconds - grantAgeSeconds)))
}

/** A bound token is no bearer token (RFC 9449 section 5). */
export function tokenTypeOf(keyThumbprint: string | undefined): 'Bearer' | 'DPoP' {
  return keyThumbprint === undefined ? 'Bearer' : 'DPoP'
}
