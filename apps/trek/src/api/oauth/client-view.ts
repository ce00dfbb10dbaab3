import { type Client, isMachine } from '@trek/oauth-server'
import { Type } from 'typebox'

/** A client, never with its secret. */
export const ClientView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  redirect_uris: Type.Array(Type.String()),
  scopes: Type.Array(Type.String()),
  machine: Type.Boolean(),
  public: Type.Boolean(),
  authentication_method: Type.String(),
  /** Where the keys it signs with are, when they are not here. */
  jwks_uri: Type.Union([Type.String(), Type.Null()]),
  disabled: Type.Boolean(),
  created_at: Type.String()
})

export function clientView(client: Client) {
  return {
    id: client.id,
    name: client.name,
    redirect_uris: client.redirectUris,
    scopes: client.scopes ?? [],
    machine: isMachine(client),
    public: client.authenticationMethod === 'none',
    authentication_method: client.authenticationMethod,
    jwks_uri: client.keysUrl ?? null,
    disabled: client.isDisabled,
    created_at: client.createdAt.toISOString()
  }
}
