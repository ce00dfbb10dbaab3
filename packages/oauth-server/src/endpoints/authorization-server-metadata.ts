import type { FastifyPluginAsync } from 'fastify'
import { ASSERTION_ALGORITHMS } from '../client-authentication/private-key-jwt.ts'
import { DPOP_ALGORITHMS } from '../dpop/proof.ts'
import { grantTypesOf } from '../grants/index.ts'
import type { Settings } from '../options.ts'
import { servePublicDocument } from './public-document.ts'

/**
 * Authorization server metadata (RFC 8414), also under the OpenID Connect names, and where clients that derive the
 * place from a protected resource's URL look for it. Every one carries the same document.
 */
export const authorizationServerMetadata: FastifyPluginAsync<{ settings: Settings }> = async (
  fastify,
  { settings }
) => {
  const document = describeServer(settings)
  for (const path of metadataPaths(settings)) servePublicDocument(fastify, path, () => document)
  // OpenID Connect parsers insist on a key set; no ID token is ever signed, so it is empty.
  servePublicDocument(fastify, `${settings.basePath}/jwks`, () => ({ keys: [] }))
}

function metadataPaths({ issuer, issuerPath, resources }: Settings): Set<string> {
  const { origin } = new URL(issuer)
  const onOrigin = resources.filter(({ resource }) => new URL(resource).origin === origin)
  const paths = new Set<string>()
  for (const path of [issuerPath, ...onOrigin.map((resource) => resource.path)]) {
    paths.add(`/.well-known/oauth-authorization-server${path}`)
    paths.add(`/.well-known/openid-configuration${path}`)
    paths.add(`${path}/.well-known/openid-configuration`)
    // Some clients append the name to the address they were given.
    paths.add(`${path}/.well-known/oauth-authorization-server`)
  }
  return paths
}

const CONFIDENTIAL_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']

function authenticationMethods(endpoint: string, methods: string[]) {
  return {
    [`${endpoint}_endpoint_auth_methods_supported`]: methods,
    [`${endpoint}_endpoint_auth_signing_alg_values_supported`]: ASSERTION_ALGORITHMS
  }
}

function describeServer(settings: Settings) {
  const { issuer, endpoint, scopes, resources, registration, clientDocuments, branding, userinfo, dpop } = settings
  const { deviceAuthorization } = settings
  return {
    issuer,
    authorization_endpoint: endpoint('authorize'),
    token_endpoint: endpoint('token'),
    ...(registration !== 'off' && { registration_endpoint: endpoint('register') }),
    revocation_endpoint: endpoint('revoke'),
    introspection_endpoint: endpoint('introspect'),
    ...(deviceAuthorization && { device_authorization_endpoint: endpoint('device_authorization') }),
    ...(userinfo && { userinfo_endpoint: endpoint('userinfo') }),
    jwks_uri: endpoint('jwks'),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: grantTypesOf(settings).map(({ name }) => name),
    code_challenge_methods_supported: ['S256'],
    ...authenticationMethods('token', ['none', ...CONFIDENTIAL_METHODS]),
    ...authenticationMethods('revocation', ['none', ...CONFIDENTIAL_METHODS]),
    ...authenticationMethods('introspection', CONFIDENTIAL_METHODS),
    ...(dpop && { dpop_signing_alg_values_supported: DPOP_ALGORITHMS }),
    scopes_supported: scopes.all.map(({ name }) => name),
    authorization_response_iss_parameter_supported: true,
    ...(clientDocuments && { client_id_metadata_document_supported: true }),
    protected_resources: resources.map(({ resource }) => resource),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...(branding.documentationUrl !== undefined && { service_documentation: branding.documentationUrl })
  }
}
