import type { GrantSummary } from '@trek/oauth-server'
import { Type } from 'typebox'

/** A grant, in the words of the settings pages: which client, how it got in, what it may do, when it last did. */
export const SessionView = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  client: Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String() }),
  scopes: Type.Array(Type.String()),
  created_at: Type.String(),
  last_used_at: Type.Union([Type.String(), Type.Null()])
})

export function sessionView({
  id,
  kind,
  clientId,
  clientName,
  clientKind,
  scopes,
  createdAt,
  lastUsedAt
}: GrantSummary) {
  return {
    id,
    kind,
    client: { id: clientId, name: clientName, kind: clientKind },
    scopes,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null
  }
}
