import { Type, type Static } from 'typebox'
import { isLoopbackRedirectUri } from '../authorization-request/redirect-uri.ts'
import { isKeySet, problemOfPublicKeys } from '../clients/public-keys.ts'
import { cleanClientName } from '../consent/client-name.ts'
import { DEVICE_CODE_GRANT_TYPE } from '../device-authorization/grant-type.ts'
import { InvalidClientMetadataError, InvalidRedirectUriError } from '../errors.ts'
import { judgeDocumentUrl } from '../remote-documents/document-url.ts'
import { isScopeToken, parseScope } from '../scope.ts'
import type { ClientAuthenticationMethod, ClientDescription, NewClient } from '../store/index.ts'
import { judgeRedirectUri } from './redirect-uri.ts'

const Text = (maxLength: number) => Type.Optional(Type.Union([Type.String({ maxLength }), Type.Null()]))

/** The members of RFC 7591 section 2 that mean something here. Others are neither kept nor echoed. */
export const ClientMetadata = Type.Object({
  /** Only clients that use no redirects may leave them out. */
  redirect_uris: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
  token_endpoint_auth_method: Text(64),
  grant_types: Type.Optional(Type.Union([Type.Array(Type.String(), { maxItems: 20 }), Type.Null()])),
  response_types: Type.Optional(Type.Union([Type.Array(Type.String(), { maxItems: 20 }), Type.Null()])),
  application_type: Text(64),
  client_name: Text(1000),
  client_uri: Text(2048),
  logo_uri: Text(2048),
  tos_uri: Text(2048),
  policy_uri: Text(2048),
  scope: Text(4096),
  contacts: Type.Optional(Type.Union([Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10 }), Type.Null()])),
  software_id: Text(200),
  software_version: Text(200),
  dpop_bound_access_tokens: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  jwks: Type.Optional(Type.Unknown()),
  jwks_uri: Type.Optional(Type.Unknown())
})
export type ClientMetadata = Static<typeof ClientMetadata>

const DEFAULT_GRANT_TYPES = ['authorization_code', 'refresh_token']
const SUPPORTED_GRANT_TYPES = [...DEFAULT_GRANT_TYPES, DEVICE_CODE_GRANT_TYPE]
const CONFIDENTIAL_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']

/**
 * What a client that registers itself is registered with. What it asks for is replaced where RFC 7591 section 3.2.1
 * allows; the answer tells it what it got.
 *
 * @param options.deviceAuthorization Whether there is a device authorization endpoint. Default false.
 * @throws {InvalidRedirectUriError} naming index and rule, when no redirect URI is usable or one is dangerous.
 * @throws {InvalidClientMetadataError} when nothing usable remains of another member.
 */
export function resolveClientMetadata(
  metadata: ClientMetadata,
  { deviceAuthorization = false }: { deviceAuthorization?: boolean } = {}
): Omit<NewClient, 'id'> {
  const redirectUris = usableRedirectUris(metadata.redirect_uris ?? [])
  const grantTypes = resolveGrantTypes(metadata.grant_types, deviceAuthorization)
  const usesRedirects = grantTypes.includes('authorization_code')
  if (usesRedirects && redirectUris.length === 0)
    throw new InvalidRedirectUriError('redirect_uris must list 1 to 10 URIs', 'redirect_uris_missing')
  const applicationType = resolveApplicationType(metadata.application_type, redirectUris)
  if (metadata.jwks != null && metadata.jwks_uri != null) {
    throw new InvalidClientMetadataError('jwks and jwks_uri exclude each other', 'jwks_twice')
  }
  if (usesRedirects && metadata.response_types != null && !metadata.response_types.includes('code')) {
    throw new InvalidClientMetadataError('response_types must include code', 'response_types')
  }
  const scopes = parseScope(metadata.scope ?? '').filter(isScopeToken)
  const name = cleanClientName(metadata.client_name ?? '')

  const authenticationMethod = resolveAuthenticationMethod(metadata.token_endpoint_auth_method, redirectUris)

  return {
    kind: 'dynamic',
    name: name === '' ? nameFrom(redirectUris) : name,
    redirectUris,
    authenticationMethod,
    ...(authenticationMethod === 'private_key_jwt' && resolveKeys(metadata)),
    grantTypes,
    applicationType,
    ...(scopes.length > 0 && { scopes }),
    ...(metadata.dpop_bound_access_tokens === true && { isDpopBound: true }),
    description: describe(metadata, redirectUris)
  }
}

/** One bad URI among good ones is left out, since some clients offer several; all bad or one dangerous is an error. */
function usableRedirectUris(uris: string[]): string[] {
  const verdicts = uris.map((uri, index) => ({ uri, index, verdict: judgeRedirectUri(uri) }))
  const usable = verdicts.filter(({ verdict }) => verdict.isAcceptable).map(({ uri }) => uri)
  for (const { index, verdict } of verdicts) {
    if (!verdict.isAcceptable && (verdict.isDangerous || usable.length === 0)) {
      throw new InvalidRedirectUriError(`redirect_uris[${index}] is refused: ${verdict.rule}`, 'redirect_uri_refused')
    }
  }
  return [...new Set(usable)]
}

/** Without any redirect a client is a device, which is native to where it stands. */
function resolveApplicationType(given: string | null | undefined, redirectUris: string[]): 'native' | 'web' {
  if (given === 'native' || given === 'web') return given
  return redirectUris.every(isNative) ? 'native' : 'web'
}

/** Loopback and private-use redirects belong to programs on a person's machine, which can keep no secret. */
function isNative(uri: string): boolean {
  return isLoopbackRedirectUri(uri) || !/^https?:/i.test(uri)
}

function resolveAuthenticationMethod(
  given: string | null | undefined,
  redirectUris: string[]
): ClientAuthenticationMethod {
  const isPublic = redirectUris.length === 0 || redirectUris.some(isNative)
  if (!given) return isPublic ? 'none' : 'client_secret_basic'
  if (given === 'none' || CONFIDENTIAL_METHODS.includes(given)) return given as ClientAuthenticationMethod
  if (isPublic) return 'none'
  throw new InvalidClientMetadataError('token_endpoint_auth_method is not supported', 'token_endpoint_auth_method')
}

/** Keys mean something only where the client signs with them. */
function resolveKeys({ jwks, jwks_uri: uri }: ClientMetadata): Pick<NewClient, 'keys' | 'keysUrl'> {
  if (jwks == null && uri == null)
    throw new InvalidClientMetadataError('private_key_jwt needs jwks or jwks_uri', 'keys_missing')
  if (jwks != null) {
    const problem = problemOfPublicKeys(jwks)
    if (problem !== undefined || !isKeySet(jwks))
      throw new InvalidClientMetadataError(`jwks ${problem}`, 'jwks_refused')
    return { keys: { keys: jwks.keys } }
  }
  if (typeof uri !== 'string' || !judgeDocumentUrl(uri, { allowLoopbackHttp: false }).isAcceptable)
    throw new InvalidClientMetadataError('jwks_uri must be an https URL of a public host', 'jwks_uri_refused')
  return { keysUrl: uri }
}

function resolveGrantTypes(given: string[] | null | undefined, deviceAuthorization: boolean): string[] {
  if (given == null) return DEFAULT_GRANT_TYPES
  const supported = deviceAuthorization ? SUPPORTED_GRANT_TYPES : DEFAULT_GRANT_TYPES
  const grantTypes = supported.filter((name) => given.includes(name))
  if (grantTypes.every((name) => name === 'refresh_token')) {
    const needed = supported.filter((name) => name !== 'refresh_token').join(' or ')
    throw new InvalidClientMetadataError(`grant_types must include ${needed}`, 'grant_types')
  }
  return grantTypes
}

function describe(metadata: ClientMetadata, redirectUris: string[]): ClientDescription {
  const hosts = new Set(redirectUris.filter((uri) => /^https:/i.test(uri)).map((uri) => new URL(uri).hostname))
  const link = (uri: string | null | undefined) => {
    if (!uri || uri.length > 512 || !/^https:\/\//i.test(uri) || !URL.canParse(uri)) return undefined
    return hosts.has(new URL(uri).hostname) ? uri : undefined
  }
  return withoutAbsent({
    clientUri: link(metadata.client_uri),
    logoUri: link(metadata.logo_uri),
    tosUri: link(metadata.tos_uri),
    policyUri: link(metadata.policy_uri),
    contacts: metadata.contacts?.length ? metadata.contacts.map(storable) : undefined,
    softwareId: metadata.software_id ? storable(metadata.software_id) : undefined,
    softwareVersion: metadata.software_version ? storable(metadata.software_version) : undefined
  })
}

function nameFrom([first]: string[]): string {
  if (first === undefined) return 'A device without a name'
  const url = new URL(first)
  return url.host === '' ? url.protocol.slice(0, -1) : url.hostname
}

/** Without control characters and halves of surrogate pairs, which no database keeps. */
function storable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '')
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function withoutAbsent<T extends object>(record: T): Present<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>
}
