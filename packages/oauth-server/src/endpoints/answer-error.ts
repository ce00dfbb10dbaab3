import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isOAuthError, type OAuthError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { addressOf, limitRate } from '../rate-limits.ts'

/** Whoever presents what was good once is late, or has a program that repeats itself; nobody guesses such a thing. */
const NO_GUESS = /_(consumed|replayed|revoked|expired|reused)$/

/** What somebody who guesses sees again and again. */
const FAILURES = new Set(['invalid_client', 'invalid_grant'])

/**
 * Errors of the endpoints that clients call, as JSON (RFC 6749 section 5.2).
 *
 * Codes are chosen by what clients do on seeing them: `invalid_client` makes them forget their registration,
 * `invalid_grant` and `server_error` open a browser. Trouble of our own is therefore `temporarily_unavailable`.
 */
export function answerClientError(malformed: string, settings: Settings) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (isOAuthError(error)) {
      request.log.info({ error: error.error, reason: error.reason }, 'request refused')
      const told = await countFailure(error, request, settings)
      return reply
        .code(told.statusCode)
        .headers(told.headers)
        .send({ error: told.error, error_description: told.message })
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

/** Only failures are counted: whoever presents what is right is never in the way of anybody's guessing. */
async function countFailure(error: OAuthError, request: FastifyRequest, settings: Settings): Promise<OAuthError> {
  if (!FAILURES.has(error.error) || NO_GUESS.test(error.reason)) return error
  try {
    await limitRate(settings, 'failures', addressOf(request))
    // Beyond the limit nothing is written down: strangers must not be able to fill the table.
    const event = error.error === 'invalid_client' ? 'client_auth.failed' : 'token.refused'
    settings.audit.record(event, { detail: { reason: error.reason } }, request)
    return error
  } catch (tooMany) {
    if (isOAuthError(tooMany)) return tooMany
    request.log.error({ err: tooMany }, 'a failure was not counted')
    return error
  }
}
