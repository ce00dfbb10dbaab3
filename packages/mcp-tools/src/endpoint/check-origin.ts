import type { FastifyRequest } from 'fastify'
import type { McpEndpointOptions } from './options.ts'
import type { Principal } from './definitions/principal.ts'

const LOOPBACK_ADDRESS = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Refuses web pages of foreign origins, and requests that were sent to another name: that is how a page reaches a server
 * on the visitor's own machine (DNS rebinding).
 */
export function createOriginCheck<Context, P extends Principal>({
  resource,
  allowedOrigins,
  allowedHosts = []
}: Pick<McpEndpointOptions<Context, P>, 'resource' | 'allowedOrigins' | 'allowedHosts'>) {
  const hosts = new Set([new URL(resource).host, ...allowedHosts].map((host) => host.toLowerCase()))
  const standardPort = new URL(resource).protocol === 'https:' ? /:443$/ : /:80$/

  function isOurs(request: FastifyRequest): boolean {
    const host = request.host.toLowerCase()
    if (hosts.has(host) || hosts.has(host.replace(standardPort, ''))) return true
    const { localAddress } = request.socket
    const isLocal = localAddress === undefined || LOOPBACK_ADDRESS.test(localAddress)
    return isLocal && LOOPBACK_HOST.test(host)
  }

  return (request: FastifyRequest): void => {
    const { origin } = request.headers
    if (origin !== undefined && allowedOrigins && !allowedOrigins.includes(origin))
      throw refused('foreign_origin', 'This origin may not call', 403)
    if (!isOurs(request)) {
      const host = request.host.slice(0, 100)
      throw refused(
        'foreign_host',
        `This server is not "${host}": a proxy in front of it has to pass the Host header on`,
        421
      )
    }
  }
}

/** In the words of HTTP, as all that comes before the message is read. */
function refused(error: string, message: string, statusCode: number): Error {
  return Object.assign(new Error(message), { statusCode, headers: {}, error })
}
