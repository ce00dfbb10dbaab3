import { once } from 'node:events'
import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'

export interface TokenProxyOptions {
  port: number
  /** Scheme, host and port of what it stands before. */
  upstream: string
  /** Where the token is for; requests to other paths are forwarded as they are. */
  path: string
  token: string
}

/** Whatever undoes things in the end, as tests do. */
export interface Teardown {
  teardown(step: () => Promise<void> | void): void
}

/** They are about one connection (RFC 9110 section 7.6.1), and Node has its own for each side. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'upgrade']

/**
 * Lends its token to a client that knows of none, and forwards everything else as it comes: `Host` and `Origin` too, which
 * the endpoint checks, and both bodies piece by piece. Who goes away is gone on the other side as well.
 */
export async function startTokenProxy(options: TokenProxyOptions, cleanup: Teardown): Promise<void> {
  const server = createServer((request, response) => forward(request, response, options))
  cleanup.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
}

function forward(request: IncomingMessage, response: ServerResponse, options: TokenProxyOptions): void {
  const { hostname, port } = new URL(options.upstream)
  const { method, url: path } = request
  const headers = forwardedHeaders(request.rawHeaders)
  if (needsToken(request, options)) headers.push('Authorization', `Bearer ${options.token}`)

  // A new connection each time: one that is kept may be closed by the other side just as it is used again.
  const forwarded = sendRequest({ hostname, port, method, path, headers, agent: false })
  forwarded.once('response', (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.statusMessage, forwardedHeaders(reply.rawHeaders))
    // A stream may be silent for long after its head; a body on its way there, too.
    response.flushHeaders()
    reply.pipe(response)
    reply.once('error', () => response.destroy())
  })
  forwarded.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
  response.once('close', () => forwarded.destroy())
  forwarded.flushHeaders()
  request.pipe(forwarded)
}

function needsToken({ url = '', headers }: IncomingMessage, { path }: TokenProxyOptions): boolean {
  return url.split('?', 1)[0] === path && headers.authorization === undefined
}

/** Names and values in turn, written as they came. */
function forwardedHeaders(raw: string[]): string[] {
  return raw.filter((_, at) => !HOP_BY_HOP.includes((raw[at - (at % 2)] ?? '').toLowerCase()))
}
