import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { Compile } from 'typebox/compile'
import { digestOf } from '../digest.ts'
import { InvalidClientMetadataError, InvalidRedirectUriError, InvalidTokenError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { ClientMetadata, resolveClientMetadata } from '../registration/client-metadata.ts'
import { readBearerToken } from '../resource-server/bearer-token.ts'
import { addressOf, tooManyRequests } from '../rate-limits.ts'
import type { Client, Digest, NewClient } from '../store/index.ts'
import { randomBase62 } from '../token-format.ts'

const BODY_LIMIT = 16 * 1024
const RETRY_SECONDS = 60
const UNLIMITED = { requests: Number.MAX_SAFE_INTEGER, perSeconds: 1 }
const validator = Compile(ClientMetadata)

/** Dynamic client registration (RFC 7591). */
export const registerEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  fastify.post('/register', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    await checkInitialAccessToken(request, settings)
    const registration = resolveClientMetadata(readMetadata(request.body), settings)
    if (!settings.dpop) delete registration.isDpopBound
    const hasSecret = registration.authenticationMethod.startsWith('client_secret')
    const secret = hasSecret ? settings.tokens.mint('client_secret') : undefined
    const client = await settings.store.clients.register(
      { ...registration, id: `${settings.tokenPrefix}cl_${randomBase62(22)}` },
      {
        from: addressOf(request),
        // Two who register the same and can keep no secret are the same to us, and clients pile up when they forget.
        ...(secret === undefined ? { fingerprint: fingerprintOf(registration) } : { secretDigest: digestOf(secret) }),
        unusedLimit: settings.rateLimits?.registration ?? UNLIMITED,
        unusedCapacity: settings.limits.unusedClients
      }
    )
    if (client === 'limit_reached') throw tooManyRequests(RETRY_SECONDS, 'registration')
    settings.audit.record('client.registered', { clientId: client.id, detail: { name: client.name } }, request)
    request.log.info({ clientId: client.id }, 'client registered')
    return reply.code(201).send(registrationResponse(client, secret))
  })
}

function readMetadata(body: unknown): ClientMetadata {
  if (validator.Check(body)) return body
  const [problem] = validator.Errors(body)
  const path = problem?.instancePath.slice(1).replaceAll('/', '.') ?? ''
  if (path.startsWith('redirect_uris')) {
    throw new InvalidRedirectUriError('redirect_uris must list 1 to 10 URIs', 'redirect_uris_malformed')
  }
  const member = /^[a-z_.0-9]{1,60}$/.test(path) ? path : 'The client metadata'
  throw new InvalidClientMetadataError(`${member} is malformed`, 'client_metadata_malformed')
}

function fingerprintOf(registration: Omit<NewClient, 'id'>): Digest {
  return digestOf(JSON.stringify(Object.entries(registration).toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

async function checkInitialAccessToken(request: FastifyRequest, { registration }: Settings): Promise<void> {
  if (typeof registration === 'string') return
  const token = readBearerToken(request)
  if (token !== undefined && (await registration.verifyInitialAccessToken(token))) return
  throw new InvalidTokenError('Registration needs a valid initial access token', 'initial_access_token', {
    headers: { 'www-authenticate': 'Bearer realm="registration"' }
  })
}

/** What was registered, and nothing else (RFC 7591 section 3.2.1): some clients refuse `null` members. */
function registrationResponse(client: Client, secret: string | undefined) {
  const { description } = client
  return {
    client_id: client.id,
    client_id_issued_at: Math.floor(client.createdAt.getTime() / 1000),
    ...(secret && { client_secret: secret, client_secret_expires_at: 0 }),
    client_name: client.name,
    redirect_uris: client.redirectUris,
    grant_types: client.grantTypes,
    response_types: client.grantTypes.includes('authorization_code') ? ['code'] : [],
    token_endpoint_auth_method: client.authenticationMethod,
    application_type: client.applicationType,
    scope: client.scopes?.join(' '),
    jwks: client.keys,
    jwks_uri: client.keysUrl,
    ...(client.isDpopBound && { dpop_bound_access_tokens: true }),
    client_uri: description.clientUri,
    logo_uri: description.logoUri,
    tos_uri: description.tosUri,
    policy_uri: description.policyUri,
    contacts: description.contacts,
    software_id: description.softwareId,
    software_version: description.softwareVersion
  }
}
