import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isOAuthError } from '../errors.ts'

/**
 * Errors of the endpoints that clients call, as JSON (RFC 6749 section 5.2).
 *
 * Codes are chosen by what clients do on seeing them: `invalid_client` makes them forget their registration,
 * `invalid_grant` and `server_error` open a browser. Trouble of our own is therefore `temporarily_unavailable`.
 */
export function answerClientError(malformed: string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (isOAuthError(error)) {
      request.log.info({ error: error.error, reason: error.reason }, 'request refused')
      return reply
        .code(error.statusCode)
        .headers(error.headers)
        .send({ error: error.error, error_description: error.message })
    }
    const statusCode = error.statusCode ?? 500
    if (statusCode < 500) {
      request.log.info({ reason: error.code }, 'request refused')
      // Only the size keeps its own status; a wrong media type is a malformed request like any other.
      return reply
        .code(statusCode === 413 ? 413 : 400)
        .send({ error: malformed, error_description: 'The request is malformed' })
    }
    request.log.error({ err: error }, 'request failed')
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ error: 'temporarily_unavailable', error_description: 'The server cannot answer now, try again later' })
  }
}
