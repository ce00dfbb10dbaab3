import { loggedError } from '@trek/oauth-server'
import type { FastifyRequest } from 'fastify'

/** Neither queries of URLs are logged, nor the values of a statement that failed. */
export const logger = {
  serializers: {
    err: loggedError,
    req: ({ method, url, ip }: FastifyRequest) => ({ method, url: url.replace(/\?.*$/s, ''), remoteAddress: ip })
  }
}
