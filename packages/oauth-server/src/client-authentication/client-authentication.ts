import { InvalidClientError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'

export type PresentedMethod = 'none' | 'client_secret_basic' | 'client_secret_post'

/** What a request says about the client it comes from; nothing of it is verified yet. */
export interface PresentedClient {
  method: PresentedMethod
  clientId: string
  /** Absent for `none`. */
  secret?: string
}

export interface ClientRequest {
  authorization: string | undefined
  parameters: Parameters
}

/** One description for every failure: nobody learns whether the client or the secret was wrong. */
export function clientRefused(reason: string, method: PresentedMethod): InstanceType<typeof InvalidClientError> {
  // The Basic challenge only answers Basic; elsewhere it would make browsers prompt (RFC 6749 section 5.2).
  const headers = method === 'client_secret_basic' ? { 'www-authenticate': 'Basic realm="oauth"' } : {}
  return new InvalidClientError('Client authentication failed', reason, { headers })
}
