import { isClientId } from '../authorization-request/client.ts'
import { digestOf, digestsMatch } from '../digest.ts'
import { InvalidRequestError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Client } from '../store.ts'
import { clientRefused, type ClientRequest, type PresentedClient } from './client-authentication.ts'
import { readClientSecretBasic } from './client-secret-basic.ts'
import { readClientSecretPost } from './client-secret-post.ts'
import { readPublicClient } from './none.ts'

/**
 * Authenticates the client of a token request with exactly one method (OAuth 2.1 section 2.4): the registered one, but
 * Basic and body are interchangeable, since clients pick between them by what the metadata lists first.
 *
 * @throws {InvalidRequestError} when two methods are used at once.
 * @throws {InvalidClientError} for every other failure, always with the same description.
 */
export async function authenticateClient(request: ClientRequest, settings: Settings): Promise<Client> {
  const basic = readClientSecretBasic(request)
  const post = readClientSecretPost(request)
  if (basic && post)
    throw new InvalidRequestError('Only one client authentication method may be used', 'two_client_methods')
  const presented = basic ?? post ?? readPublicClient(request)
  if (!presented) throw clientRefused('client_id_missing', 'none')
  const named = request.parameters.get('client_id')
  if (named !== undefined && named !== presented.clientId) {
    throw new InvalidRequestError('client_id differs from the authenticated client', 'client_id_mismatch')
  }

  const client = isClientId(presented.clientId) ? await settings.store.clients.find(presented.clientId) : undefined
  if (!isAuthentic(presented, client) || !client) throw clientRefused('client_not_authenticated', presented.method)
  return client
}

function isAuthentic({ method, secret }: PresentedClient, client: Client | undefined): boolean {
  if (method === 'none') return client !== undefined && !client.isDisabled && client.authenticationMethod === 'none'
  const presented = digestOf(secret ?? '')
  const known = client && client.authenticationMethod !== 'none' ? client.secretDigests : []
  // An unknown client costs as much as a wrong secret.
  const matches = (known.length > 0 ? known : [digestOf('')]).map((digest) => digestsMatch(digest, presented))
  return known.length > 0 && matches.includes(true) && client?.isDisabled === false
}
