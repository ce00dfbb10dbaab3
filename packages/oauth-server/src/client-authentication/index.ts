import { isClientId } from '../authorization-request/client.ts'
import { digestOf, digestsMatch } from '../digest.ts'
import { InvalidRequestError, isOAuthError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Client, ClientAuthenticationMethod, Digest } from '../store/index.ts'
import { clientRefused, type ClientRequest, type PresentedClient } from './client-authentication.ts'
import { readClientSecretBasic } from './client-secret-basic.ts'
import { readClientSecretPost } from './client-secret-post.ts'
import { readPublicClient } from './none.ts'
import { readPrivateKeyJwt, verifyAssertion } from './private-key-jwt.ts'

export interface AuthenticatedClient {
  client: Client
  /** The method it used. */
  method: ClientAuthenticationMethod
  /** Of the secret it sent; absent: it has none. */
  secretDigest?: Digest
}

/**
 * Authenticates the client of a request with exactly one method (OAuth 2.1 section 2.4): the registered one, but Basic
 * and body are interchangeable, since clients pick between them by what the metadata lists first.
 *
 * `mayBeCached`: for exchanges whose own statement makes sure that the client, and its secret, are still live.
 *
 * @throws {InvalidRequestError} when two methods are used at once.
 * @throws {InvalidClientError} for every other failure, always with the same description.
 */
export async function authenticateClient(
  request: ClientRequest,
  settings: Settings,
  { mayBeCached = false }: { mayBeCached?: boolean } = {}
): Promise<AuthenticatedClient> {
  const credentials = [readClientSecretBasic, readClientSecretPost, readPrivateKeyJwt].flatMap(
    (read) => read(request) ?? []
  )
  if (credentials.length > 1)
    throw new InvalidRequestError('Only one client authentication method may be used', 'two_client_methods')
  const presented = credentials[0] ?? readPublicClient(request)
  if (!presented) throw clientRefused('client_id_missing', 'none')
  const named = request.parameters.get('client_id')
  if (named !== undefined && named !== presented.clientId) {
    throw new InvalidRequestError('client_id differs from the authenticated client', 'client_id_mismatch')
  }
  const { clientCache } = settings
  if (mayBeCached) {
    const client = await authenticate(presented, settings, clientCache.find).catch(onlyRefused)
    // What does not fit what was known may fit what is new: a secret that was just replaced.
    if (client || presented.assertion !== undefined) return granted(client, presented)
  }
  return granted(await authenticate(presented, settings, clientCache.findFresh), presented)
}

function granted(client: Client | undefined, { method, secret }: PresentedClient): AuthenticatedClient {
  if (!client) throw clientRefused('client_not_authenticated', method)
  return { client, method, ...(secret !== undefined && { secretDigest: digestOf(secret) }) }
}

function onlyRefused(error: unknown): undefined {
  if (!isOAuthError(error) || error.error !== 'invalid_client') throw error
}

async function authenticate(
  presented: PresentedClient,
  settings: Settings,
  find: (id: string) => Promise<Client | undefined>
): Promise<Client> {
  const { method, clientId } = presented
  const found = isClientId(clientId) ? await find(clientId) : undefined
  // One that has lapsed is unknown here: on hearing so, it registers again.
  const client = found?.isRetired ? undefined : found && (await settings.describedClients.refresh(found))
  await verify(presented, client, settings)
  if (!client || client.isDisabled) throw clientRefused('client_disabled', method)
  return client
}

async function verify(presented: PresentedClient, client: Client | undefined, settings: Settings): Promise<void> {
  const { method, secret, assertion } = presented
  if (secret !== undefined) {
    if (!isSecretOf(client, secret)) throw clientRefused('client_not_authenticated', method)
  } else if (client?.authenticationMethod !== method) {
    throw clientRefused('client_not_authenticated', method)
  } else if (assertion !== undefined) {
    await verifyAssertion(assertion, client, settings)
  }
}

/** An unknown client costs as much as a wrong secret. */
function isSecretOf(client: Client | undefined, secret: string): boolean {
  const presented = digestOf(secret)
  const known = client?.secretDigests ?? []
  const matches = (known.length > 0 ? known : [digestOf('')]).map((digest) => digestsMatch(digest, presented))
  return known.length > 0 && matches.includes(true)
}
