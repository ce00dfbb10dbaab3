import { digestOf } from '../digest.ts'
import type { NewToken } from '../store/index.ts'
import type { GrantContext, TokenResponse } from './grant.ts'

export interface MintedTokens<Refresh, Response> {
  /** What the store keeps: digests and lifetimes. */
  tokens: { accessToken: NewToken } & Refresh
  /** What the client gets, once the store has kept them. */
  response: (scopes: string[]) => TokenResponse & Response
}

/**
 * Makes the secrets of one exchange. They are in the client's answer and nowhere else.
 *
 * With a proof the access token is bound to the client's key. So is the refresh token of a public client; a confidential
 * one's is bound to the client by its authentication (RFC 9449 section 5).
 */
export function mintTokens(
  context: GrantContext,
  options: { withRefreshToken: true }
): MintedTokens<{ refreshToken: NewToken }, { refresh_token: string }>
export function mintTokens(
  context: GrantContext,
  options: { withRefreshToken: boolean }
): MintedTokens<{ refreshToken?: NewToken }, object>
export function mintTokens(
  { client, keyThumbprint, settings: { tokens: format, lifetimes } }: GrantContext,
  { withRefreshToken }: { withRefreshToken: boolean }
) {
  const accessToken = format.mint('access')
  const refreshToken = withRefreshToken ? format.mint('refresh') : undefined
  const bound = keyThumbprint === undefined ? {} : { keyThumbprint }
  return {
    tokens: {
      accessToken: { digest: digestOf(accessToken), ttlSeconds: lifetimes.accessTokenSeconds, ...bound },
      ...(refreshToken && {
        refreshToken: {
          digest: digestOf(refreshToken),
          ttlSeconds: lifetimes.refreshTokenSeconds,
          ...(client.authenticationMethod === 'none' && bound)
        }
      })
    },
    response: (scopes: string[]): TokenResponse => ({
      access_token: accessToken,
      token_type: tokenTypeOf(keyThumbprint),
      expires_in: lifetimes.accessTokenSeconds,
      scope: scopes.join(' '),
      ...(refreshToken && {
        refresh_token: refreshToken,
        refresh_token_expires_in: lifetimes.refreshTokenSeconds
      })
    })
  }
}

/** A bound token is no bearer token (RFC 9449 section 5). */
export function tokenTypeOf(keyThumbprint: string | undefined): 'Bearer' | 'DPoP' {
  return keyThumbprint === undefined ? 'Bearer' : 'DPoP'
}
