import { clientRefused, type ClientRequest, type PresentedClient } from './client-authentication.ts'

/** RFC 6749 section 2.3.1: identifier and secret in the body. An empty secret counts as none. */
export function readClientSecretPost({ parameters }: ClientRequest): PresentedClient | undefined {
  const secret = parameters.get('client_secret')
  if (secret === undefined) return undefined
  const clientId = parameters.get('client_id')
  if (clientId === undefined) throw clientRefused('client_id_missing', 'client_secret_post')
  return { method: 'client_secret_post', clientId, secret }
}
