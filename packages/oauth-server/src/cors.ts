import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'Accept',
  'MCP-Protocol-Version',
  'Mcp-Session-Id',
  'Mcp-Method',
  'Mcp-Name',
  'Last-Event-ID',
  'DPoP'
]

const EXPOSED_HEADERS = [
  'WWW-Authenticate',
  'Mcp-Session-Id',
  'MCP-Protocol-Version',
  'Retry-After',
  'DPoP-Nonce',
  'Deprecation',
  'Sunset'
]

/**
 * Headers that let a page of any origin read an answer. Only for endpoints that ignore cookies: no credentials are
 * allowed, so there is nothing to ride on.
 */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED_HEADERS.join(', ')
}

/** Opens every route of this scope to other origins and answers their preflights without authentication. */
export function allowCrossOrigin(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (_request, reply) => {
    reply.headers(corsHeaders)
  })
}

export function answerPreflight(methods: string[]) {
  return (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': [...methods, 'OPTIONS'].join(', '),
        'access-control-allow-headers': REQUEST_HEADERS.join(', '),
        'access-control-max-age': '600'
      })
      .send()
}
