import type { StaticToken } from '@trek/oauth-server'
import { Type } from 'typebox'

/** A static token without the token. */
export const TokenView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  scopes: Type.Union([Type.Array(Type.String()), Type.Null()]),
  created_at: Type.String(),
  expires_at: Type.Union([Type.String(), Type.Null()]),
  last_used_at: Type.Union([Type.String(), Type.Null()])
})

export function tokenView({ id, name, hint, scopes, createdAt, expiresAt, lastUsedAt }: StaticToken) {
  return {
    id,
    name,
    prefix: hint,
    scopes: scopes ?? null,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt?.toISOString() ?? null,
    last_used_at: lastUsedAt?.toISOString() ?? null
  }
}
