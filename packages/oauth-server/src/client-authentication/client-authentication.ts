import { InvalidClientError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import type { ClientAuthenticationMethod } from '../store/index.ts'

/** What a request says about the client it comes from; nothing of it is verified yet. */
export interface PresentedClient {
  method: ClientAuthenticationMethod
  clientId: string
  /** Of `client_secret_basic` and `client_secret_post`. */
  secret?: string
  /** Of `private_key_jwt`: the signed JWT. */
  assertion?: string
}

export interface ClientRequest {
  authorization: string | undefined
  parameters: Parameters
}

/** One description for every failure: nobody learns whether the client or the secret was wrong. */
export function clientRefused(
  reason: string,
  method: ClientAuthenticationMethod
): InstanceType<typeof InvalidClientError> {
  // The Basic challenge only answers Basic; elsewhere it would make browsers prompt (RFC 6749 section 5.2).
  const headers = method === 'client_secret_basic' ? { 'www-authenticate': 'Basic realm="oauth"' } : {}
  return new InvalidClientError('Client authentication failed', reason, { headers })
}
