import type { FastifyReply, FastifyRequest } from 'fastify'

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

/**
 * Pages of other origins may call the endpoint: it looks at no cookie, only at the bearer token such a page has to have.
 */
export const crossOriginHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After, DPoP-Nonce, Deprecation, Sunset'
}

/** Answers without authentication; headers of tools' own parameters (`Mcp-Param-*`) are allowed as they are asked for. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = (request.headers['access-control-request-headers'] ?? '').split(',')
  const parameters = asked.map((name) => name.trim()).filter((name) => /^mcp-param-[a-z0-9-]{1,64}$/i.test(name))
  return reply
    .code(204)
    .headers({
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': [...REQUEST_HEADERS, ...parameters].join(', '),
      'access-control-max-age': '600'
    })
    .send()
}
