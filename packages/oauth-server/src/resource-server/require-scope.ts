import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
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

export type ScopeHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

/**
 * A hook that lets a request pass only with a live access token that has the scopes, and leaves the token in
 * `request.accessToken`. Answers refusals itself, as the RFC wants them, whatever error handler the host has.
 */
export function createScopeHook(server: ResourceServer, { scopes, resource }: RouteProtection): ScopeHook {
  return async (request, reply) => {
    reply.header('cache-control', 'no-store')
    try {
      request.accessToken ??= await server.authenticate(request, resource)
      server.requireScopes(request.accessToken, typeof scopes === 'function' ? await scopes(request) : scopes)
      return undefined
    } catch (error) {
      if (!isRefusal(error)) throw error
      reply.code(error.statusCode).headers(error.headers)
      return reply.send(
        isOAuthError(error)
          ? { error: error.error, error_description: error.message }
          : { error_description: error.message }
      )
    }
  }
}

/** Adds the hook to a route that asks for it. Scopes that depend on the request may need its parsed body. */
export function protectRoute(server: ResourceServer, route: RouteOptions): void {
  const protection = route.config?.oauth
  if (!protection) return
  const stage = typeof protection.scopes === 'function' ? 'preHandler' : 'onRequest'
  const present = route[stage] ?? []
  route[stage] = [createScopeHook(server, protection), ...[present].flat()] as never
}

function isRefusal(error: unknown): error is Error & { statusCode: number; headers: Record<string, string> } {
  return error instanceof Error && 'statusCode' in error && 'headers' in error
}
