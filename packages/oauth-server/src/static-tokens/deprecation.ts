import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { StaticTokenOptions } from '../options.ts'

const usesStaticToken = Symbol('uses a static token')

declare module 'fastify' {
  interface FastifyRequest {
    [usesStaticToken]: boolean
  }
}

/** Remembers for the answer that the request came with a static token. */
export function markDeprecated(request: FastifyRequest): void {
  request[usesStaticToken] = true
}

/**
 * Tells every program that uses a static token, in every answer, that it will have to stop (RFC 9745, RFC 8594). On the
 * host's instance, since the answer comes from whichever route the host has guarded.
 */
export function sayDeprecated(
  fastify: FastifyInstance,
  { deprecatedSince, sunset, documentationUrl }: StaticTokenOptions
): void {
  const headers = {
    deprecation: `@${Math.floor(deprecatedSince.getTime() / 1000)}`,
    sunset: sunset.toUTCString(),
    link: `<${new URL(documentationUrl).href}>; rel="deprecation"; type="text/html"`
  }
  fastify.decorateRequest(usesStaticToken, false)
  fastify.addHook('onSend', async (request, reply) => {
    if (request[usesStaticToken]) reply.headers(headers)
  })
}
