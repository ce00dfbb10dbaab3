import type { FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

/** A hook for routes that cookies open: what changes something has to come from our own pages. */
export function requireSameOrigin(appUrl: string) {
  return async (request: FastifyRequest): Promise<void> => {
    if (READS.includes(request.method) || !request.headers.cookie) return
    const { origin } = request.headers
    const isOurs = origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === appUrl
    if (!isOurs) throw new ApiError(403, 'cross_origin', 'This request has to come from the pages of this site')
  }
}
