import { digestOf } from '../digest.ts'
import type { Settings } from '../options.ts'
import type { NewToken } from '../store.ts'
import type { TokenResponse } from './grant.ts'

export interface MintedTokens<Refresh, Response> {
  /** What the store keeps: digests and lifetimes. */
  tokens: { accessToken: NewToken } & Refresh
  /** What the client gets, once the store has kept them. */
  response: (scopes: string[]) => TokenResponse & Response
}

/** Makes the secrets of one exchange. They are in the client's answer and nowhere else. */
export function mintTokens(
  settings: Settings,
  options: { withRefreshToken: true }
): MintedTokens<{ refreshToken: NewToken }, { refresh_token: string }>
export function mintTokens(
  settings: Settings,
  options: { withRefreshToken: boolean }
): MintedTokens<{ refreshToken?: NewToken }, object>
export function mintTokens(
  { tokens: format, lifetimes }: Settings,
  { withRefreshToken }: { withRefreshToken: boolean }
) {
  const accessToken = format.mint('access')
  const refreshToken = withRefreshToken ? format.mint('refresh') : undefined
  return {
    tokens: {
      accessToken: { digest: digestOf(accessToken), ttlSeconds: lifetimes.accessTokenSeconds },
      ...(refreshToken && {
        refreshToken: { digest: digestOf(refreshToken), ttlSeconds: lifetimes.refreshTokenSeconds }
      })
    },
    response: (scopes: string[]): TokenResponse => ({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: lifetimes.accessTokenSeconds,
      scope: scopes.join(' '),
      ...(refreshToken && {
        refresh_token: refreshToken,
        refresh_token_expires_in: lifetimes.refreshTokenSeconds
      })
    })
  }
}
