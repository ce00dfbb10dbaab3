import { InvalidClientError, InvalidRequestError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Parameters } from '../parameters.ts'
import type { Client } from '../store/index.ts'
import { limitRate } from '../rate-limits.ts'
import { judgeRedirectUri } from '../registration/redirect-uri.ts'
import { readCodeChallenge } from './pkce.ts'
import { checkResponseType } from './response-type.ts'
import { matchesRedirectUri } from './redirect-uri.ts'

export interface RecognisedClient {
  client: Client
  redirectUri: string
  isRedirectUriExplicit: boolean
}

/**
 * Who asks, and where the answer may go. Until both are certain nothing is redirected anywhere (RFC 6749 section
 * 4.1.2.1): what this throws is shown to the person.
 */
export async function recogniseClient(
  parameters: Parameters,
  settings: Settings,
  address: string
): Promise<RecognisedClient> {
  for (const name of ['client_id', 'redirect_uri']) {
    if (parameters.isRepeated(name))
      throw new InvalidRequestError(`${name} was sent more than once`, `${name}_repeated`)
  }
  const clientId = parameters.get('client_id')
  if (clientId === undefined) throw new InvalidRequestError('client_id is missing', 'client_id_missing')
  const client = isClientId(clientId) ? await findClient(clientId, parameters, settings, address) : undefined
  if (!client || client.isDisabled) {
    throw new InvalidClientError('This application is not registered here', 'client_unknown', { statusCode: 400 })
  }

  const requested = parameters.get('redirect_uri')
  if (requested === undefined) {
    const [only, ...others] = client.redirectUris
    if (!only || others.length > 0) throw new InvalidRequestError('redirect_uri is missing', 'redirect_uri_missing')
    return { client, redirectUri: only, isRedirectUriExplicit: false }
  }
  const isLoopbackHostEquivalent =
    settings.loopbackHostEquivalence &&
    client.kind !== 'manual' &&
    client.authenticationMethod === 'none' &&
    client.applicationType === 'native'
  if (
    !client.redirectUris.some((registered) => matchesRedirectUri(registered, requested, { isLoopbackHostEquivalent }))
  ) {
    throw new UnregisteredRedirectUriError(requested, client)
  }
  return { client, redirectUri: requested, isRedirectUriExplicit: true }
}

/**
 * A client that lapsed because nobody used it is given back its registration: its owner is about to use it again. What
 * is wrong with the request itself is found before anything is fetched for it.
 */
async function findClient(
  clientId: string,
  parameters: Parameters,
  settings: Settings,
  address: string
): Promise<Client | undefined> {
  const client = await settings.describedClients.describe(clientId, async () => {
    checkResponseType(parameters)
    readCodeChallenge(parameters)
    const redirectUri = parameters.get('redirect_uri')
    if (redirectUri !== undefined && !judgeRedirectUri(redirectUri).isAcceptable)
      throw new InvalidRequestError('redirect_uri is not acceptable', 'redirect_uri_refused')
    await limitRate(settings, 'documents', address)
  })
  if (!client?.isRetired) return client
  if (client.authenticationMethod !== 'none') return undefined
  await settings.store.clients.revive(client.id)
  return { ...client, isRetired: false }
}

/** The page shows what was sent beside what is registered, since a person has to find the difference. */
export class UnregisteredRedirectUriError extends InvalidRequestError {
  readonly requested: string
  readonly client: Client

  constructor(requested: string, client: Client) {
    super('redirect_uri is not registered for this application', 'redirect_uri_unregistered')
    this.requested = requested
    this.client = client
  }
}

/** `instanceof` would not do: @fastify/error compares codes, and the base class has the same one. */
export function isUnregisteredRedirectUri(error: unknown): error is UnregisteredRedirectUriError {
  return error instanceof InvalidRequestError && 'requested' in error
}

/** Client identifiers are visible ASCII (RFC 6749 appendix A.1); anything else never reaches the store. */
export function isClientId(clientId: string): boolean {
  return /^[\x21-\x7e]{1,512}$/.test(clientId)
}
