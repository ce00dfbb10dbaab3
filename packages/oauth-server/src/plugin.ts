import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { createOwnedClients, type OwnedClients } from './clients/owned-clients.ts'
import type { Audit } from './audit.ts'
import { answerBrowserError } from './consent/answer-error.ts'
import { allowCrossOrigin } from './cors.ts'
import { offerNonce } from './dpop/nonce.ts'
import { answerClientError } from './endpoints/answer-error.ts'
import { authorizationServerMetadata } from './endpoints/authorization-server-metadata.ts'
import { authorizeEndpoint } from './endpoints/authorize.ts'
import { consentEndpoint } from './endpoints/consent.ts'
import { deviceEndpoint } from './endpoints/device.ts'
import { deviceAuthorizationEndpoint } from './endpoints/device-authorization.ts'
import { introspectEndpoint } from './endpoints/introspect.ts'
import { onlyPost } from './endpoints/method-not-allowed.ts'
import { protectedResourceMetadata, rootResourceMetadata } from './endpoints/protected-resource-metadata.ts'
import { registerEndpoint } from './endpoints/register.ts'
import { revokeEndpoint } from './endpoints/revoke.ts'
import { tokenEndpoint } from './endpoints/token.ts'
import { unknownPaths } from './endpoints/unknown-path.ts'
import { userinfoEndpoint } from './endpoints/userinfo.ts'
import { createGrants, type Grants } from './grants/grants.ts'
import { joinIssuers } from './issuers.ts'
import { loggedError } from './logged-error.ts'
import { InvalidOptionError } from './option-error.ts'
import { resolveOptions, type OAuthServerOptions, type Settings } from './options.ts'
import { createGrantWatch, type GrantWatch } from './resource-server/grant-watch.ts'
import {
  answerPreflightOf,
  createScopeHook,
  protectRoute,
  refuseUnprotected,
  type RouteProtection,
  type ScopeHook
} from './resource-server/require-scope.ts'
import { createResourceServer, type AccessToken, type ResourceServer } from './resource-server/resource-server.ts'
import { createScopeRefusals, keepBeforeAnswer } from './resource-server/scope-refusals.ts'
import { sayDeprecated } from './static-tokens/deprecation.ts'
import { createStaticTokens, type StaticTokens } from './static-tokens/static-tokens.ts'

/** What the host's own code uses, as `app.oauth`. */
export interface OAuthServer extends ResourceServer {
  /** A hook for the host's routes: 401 or 403 with the right challenge, or `request.accessToken`. */
  requireScope(...scopes: string[]): ScopeHook
  /**
   * For routes whose answer is a stream: calls `end` within seconds when the token's authorisation is over. Returns what
   * stops the watch.
   */
  watch: GrantWatch['watch']
  /** What happened: who was given what, who used it, who was refused. The host may add events of its own. */
  readonly audit: Audit
  /** The clients people make for themselves. */
  readonly clients: OwnedClients
  /** What people have approved, and what their machine clients hold. */
  readonly grants: Grants
  /** Tokens people copy; only with the option `staticTokens`. */
  readonly staticTokens: StaticTokens
  /** Ends everything a person has approved; for a host that deletes or disables an account. */
  deleteSubject(subject: string): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    oauth: OAuthServer
  }
  interface FastifyRequest {
    /** Set by `app.oauth.requireScope` and by `config.oauth`; `null` on every other route. */
    accessToken: AccessToken | null
  }
  interface FastifyContextConfig {
    oauth?: RouteProtection
  }
}

const plugin: FastifyPluginAsync<OAuthServerOptions> = async (fastify, options) => {
  if (fastify.prefix !== '')
    throw new InvalidOptionError(
      'prefix',
      'of the scope would move the endpoints: their paths come from "issuer" and "basePath"'
    )
  const settings = resolveOptions(options, fastify.log)
  const issuers = joinIssuers(fastify, settings)
  const refusals = createScopeRefusals(settings, fastify.log)
  const resourceServer = createResourceServer(settings, refusals)
  const clients = createOwnedClients(settings)

  const grantWatch = createGrantWatch(settings, (error) => fastify.log.warn({ err: error }, 'grants of open streams'))

  // Before any onClose: a host closes its database there.
  fastify.addHook('preClose', async () => {
    grantWatch.close()
    await settings.audit.flush()
  })
  fastify.decorate('oauth', {
    ...resourceServer,
    requireScope: (...scopes) => createScopeHook(resourceServer, { scopes }),
    watch: grantWatch.watch,
    audit: settings.audit,
    clients,
    grants: createGrants(settings),
    staticTokens: createStaticTokens(settings, clients),
    deleteSubject: (subject) => settings.store.deleteSubject(subject)
  })
  fastify.decorateRequest('accessToken', null)
  if (settings.staticTokens) sayDeprecated(fastify, settings.staticTokens)
  if (settings.stepUpOnRefresh) keepBeforeAnswer(fastify, refusals)
  if (settings.dpop?.nonces) offerNonce(fastify, settings.dpop.nonces)
  fastify.addHook('onRoute', function (route) {
    protectRoute(resourceServer, route)
    answerPreflightOf(this, route)
  })
  fastify.addHook('onRequest', refuseUnprotected)

  // Fastify's type wants text of a serializer; its logger takes any value.
  const quiet = { logSerializers: { req: withoutQuery, err: loggedError as (error: Error) => never } }
  await fastify.register((scope) => registerDiscovery(scope, settings), quiet)
  // One place for all issuers of the server: the first one answers there.
  if (issuers.size === 1) await fastify.register((scope) => registerSharedDiscovery(scope, issuers), quiet)
  await fastify.register((scope) => registerBrowserEndpoints(scope, settings), { prefix: settings.basePath, ...quiet })
  await fastify.register((scope) => registerClientEndpoints(scope, settings), { prefix: settings.basePath, ...quiet })
  const { userinfo } = settings
  if (userinfo) {
    await fastify.register(
      async (scope) => {
        allowCrossOrigin(scope)
        await scope.register(userinfoEndpoint, { settings, userinfo, resourceServer })
      },
      { prefix: settings.basePath, ...quiet }
    )
  }
  if (settings.registration !== 'off') {
    await fastify.register((scope) => registerRegistration(scope, settings), { prefix: settings.basePath, ...quiet })
  }
}

async function registerDiscovery(scope: FastifyInstance, settings: Settings): Promise<void> {
  allowCrossOrigin(scope)
  await scope.register(authorizationServerMetadata, { settings })
  await scope.register(protectedResourceMetadata, { settings })
  await scope.register(unknownPaths, { under: settings.basePath })
}

async function registerSharedDiscovery(scope: FastifyInstance, issuers: ReadonlySet<Settings>): Promise<void> {
  allowCrossOrigin(scope)
  await scope.register(rootResourceMetadata, { issuers })
  await scope.register(unknownPaths, { under: '/.well-known' })
}

const FORM = 'application/x-www-form-urlencoded'

/** For people: cookies count here, so no other origin may read or post. */
async function registerBrowserEndpoints(scope: FastifyInstance, settings: Settings): Promise<void> {
  useOwnValidator(scope)
  // The host may have a form parser of its own; what is parsed here has to be what this package expects.
  if (scope.hasContentTypeParser(FORM)) scope.removeContentTypeParser(FORM)
  scope.setErrorHandler(answerBrowserError(settings))
  await scope.register(formbody)
  await scope.register(authorizeEndpoint, { settings })
  await scope.register(consentEndpoint, { settings })
  if (settings.deviceAuthorization) await scope.register(deviceEndpoint, { settings })
}

/** For programs: they authenticate with every request and get JSON. */
async function registerClientEndpoints(scope: FastifyInstance, settings: Settings): Promise<void> {
  allowCrossOrigin(scope)
  neverStore(scope)
  scope.setErrorHandler(answerClientError('invalid_request', settings))
  scope.removeAllContentTypeParsers()
  await scope.register(formbody, { bodyLimit: 64 * 1024 })
  await scope.register(tokenEndpoint, { settings })
  await scope.register(revokeEndpoint, { settings })
  await scope.register(introspectEndpoint, { settings })
  for (const path of ['/token', '/revoke', '/introspect']) onlyPost(scope, path)
  if (settings.deviceAuthorization) {
    await scope.register(deviceAuthorizationEndpoint, { settings })
    onlyPost(scope, '/device_authorization')
  }
}

async function registerRegistration(scope: FastifyInstance, settings: Settings): Promise<void> {
  allowCrossOrigin(scope)
  neverStore(scope)
  scope.setErrorHandler(answerClientError('invalid_client_metadata', settings))
  await scope.register(registerEndpoint, { settings })
  onlyPost(scope, '/register')
}

/** The host may validate with something that does not know JSON Schema. */
function useOwnValidator(scope: FastifyInstance): void {
  scope.setValidatorCompiler(({ schema }) => {
    const validator = Compile(schema as TSchema)
    return (data) => (validator.Check(data) ? { value: data } : { error: new Error('the request is malformed') })
  })
}

function neverStore(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
  })
}

/** Queries of OAuth requests carry state and challenges; none of it belongs in a log. */
function withoutQuery(request: FastifyRequest): string {
  return `${request.method} ${request.url.split('?', 1)[0]} from ${request.ip}`
}

/**
 * OAuth 2.1 authorization server and resource guard for the Fastify instance it is registered on.
 *
 * Decorates `app.oauth` and `request.accessToken`. Endpoint paths come from the options `issuer` and `basePath`, not
 * from a `prefix`. Several issuers of one origin are registered in sibling scopes.
 *
 * @throws {InvalidOptionError} at registration, when an option is wrong or unknown.
 */
export const oauthServer = fp(plugin, { name: '@trek/oauth-server', fastify: '5.x' })
