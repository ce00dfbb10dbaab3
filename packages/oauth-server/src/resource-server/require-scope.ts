import { createError } from '@fastify/error'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { answerPreflight, corsHeaders } from '../cors.ts'
import { isOAuthError } from '../errors.ts'
import type { ResourceServer } from './resource-server.ts'

/** Scopes a request needs: always the same, or depending on the request. */
export type ScopeDemand =
  | readonly string[]
  | ((request: FastifyRequest) => readonly string[] | Promise<readonly string[]>)

/** Guards a route through its configuration: `{ config: { oauth: { scopes: ['notes:read'] } } }`. */
export interface RouteProtection {
  scopes: ScopeDemand
  /** The protected resource the route belongs to. Default: the first one. */
  resource?: string
}

/** Marks the hooks made here. */
const isGuard = Symbol('is a guard')

export type ScopeHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

/**
 * A hook that lets a request pass only with a live access token that has the scopes, and leaves the token in
 * `request.accessToken`. Answers refusals itself, as the RFC wants them, whatever error handler the host has.
 *
 * @throws {TypeError} when a scope or the resource is unknown.
 */
export function createScopeHook(server: ResourceServer, protection: RouteProtection): ScopeHook {
  server.checkProtection(protection)
  const { scopes, resource } = protection
  const hook: ScopeHook = async (request, reply) => {
    // Only the token opens the route, never a cookie, so a page of any origin may read the answer.
    reply.headers({ ...corsHeaders, 'cache-control': 'no-store' })
    try {
      // Also when another guard did so before: that may have been for another resource.
      request.accessToken = await server.authenticate(request, resource)
      server.requireScopes(request.accessToken, typeof scopes === 'function' ? await scopes(request) : scopes)
      return undefined
    } catch (error) {
      if (!isRefusal(error)) return answerFault(error, request, reply)
      reply.code(error.statusCode).headers(error.headers)
      return reply.send(
        isOAuthError(error)
          ? { error: error.error, error_description: error.message }
          : { error_description: error.message }
      )
    }
  }
  return Object.assign(hook, { [isGuard]: true })
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const UnprotectedRouteError = createError(
  'OAUTH_UNPROTECTED_ROUTE',
  'This route was declared before the OAuth server was registered: await its registration first',
  500
)

/** Marks a route that has its guard. */
const isProtected = Symbol('is protected')

/** Adds the hook to a route that asks for it. Scopes that depend on the request may need its parsed body. */
export function protectRoute(server: ResourceServer, route: RouteOptions): void {
  const protection = route.config?.oauth
  if (!protection) return
  server.checkProtection(protection)
  // A copy: the host may have given the same object to a route that has no guard.
  route.config = { ...route.config, oauth: Object.assign({ ...protection }, { [isProtected]: true }) }
  const stage = typeof protection.scopes === 'function' ? 'preHandler' : 'onRequest'
  const present = route[stage] ?? []
  route[stage] = [createScopeHook(server, protection), ...[present].flat()] as never
}

/** Trouble of ours: the caller keeps its login and comes back. The host's error handler might tell it too much. */
function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.log.error({ err: error }, 'an access token could not be checked')
  return reply
    .code(503)
    .headers({ ...corsHeaders, 'retry-after': '5' })
    .send({ error: 'temporarily_unavailable', error_description: 'The server cannot answer now, try again later' })
}

/**
 * Pages of other origins ask before they call (Fetch, "CORS-preflight"), without credentials: a guarded route gets an
 * answer to that beside it, unless the host has one.
 */
export function answerPreflightOf(fastify: FastifyInstance, route: RouteOptions & { prefix: string }): void {
  const hooks = [route.onRequest, route.preHandler].flat()
  if (route.method === 'OPTIONS' || route.method === 'HEAD' || !hooks.some((hook) => hook && isGuard in hook)) return
  if (fastify.hasRoute({ method: 'OPTIONS', url: route.url })) return
  fastify.options(
    // Within its scope a route is declared without the scope's prefix.
    route.url.slice(route.prefix.length),
    { onRequest: async (_request, reply) => void reply.headers(corsHeaders) },
    (request, reply) =>
      answerPreflight(METHODS.filter((method) => fastify.hasRoute({ method, url: route.url })))(request, reply)
  )
}

/** A route that was declared before the guard existed has none: it answers nobody, rather than everybody. */
export async function refuseUnprotected({ routeOptions }: FastifyRequest): Promise<void> {
  const protection = routeOptions.config.oauth
  if (protection && !(isProtected in protection)) throw new UnprotectedRouteError()
}

function isRefusal(error: unknown): error is Error & { statusCode: number; headers: Record<string, string> } {
  return error instanceof Error && 'statusCode' in error && 'headers' in error
}
