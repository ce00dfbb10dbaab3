import type { FastifyRequest } from 'fastify'

/** Whether a script asks, which draws its own page, rather than a browser showing ours. */
export function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}
