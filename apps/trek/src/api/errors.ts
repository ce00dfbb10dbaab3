import {
  ClientLimitError,
  ClientRefusedError,
  StaticTokenLimitError,
  StaticTokensDisabledError
} from '@trek/oauth-server'
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  type PlannerError,
  refusalIn,
  UnavailableError
} from '@trek/planner'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Refusals of the API itself; `code` is what the answer calls `error`. */
export class ApiError extends Error {
  readonly statusCode: number
  readonly error: string
  readonly field: string | undefined

  constructor(statusCode: number, error: string, message: string, field?: string) {
    super(message)
    this.statusCode = statusCode
    this.error = error
    this.field = field
  }
}

/** Every error of the API: `{ error, message }`. What is our fault is named by a reference only. */
export function answerApiError(
  error: FastifyError | ApiError | ClientRefusedError | ClientLimitError,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  if (error instanceof ApiError) {
    return reply.code(error.statusCode).send({ error: error.error, message: error.message, field: error.field })
  }
  if (error instanceof ClientRefusedError) {
    const { field, message } = error
    return reply.code(422).send({ error: 'invalid_value', message: `${field} ${message}`, field })
  }
  if (error instanceof ClientLimitError || error instanceof StaticTokenLimitError)
    return reply.code(409).send({ error: 'limit_reached', message: error.message })
  if (error instanceof StaticTokensDisabledError)
    return reply.code(403).send({ error: 'static_tokens_disabled', message: error.message })
  const refusal = refusalIn(error)
  if (refusal) return reply.code(statusOf(refusal)).send({ error: refusal.code, message: refusal.message })
  if (error.validation) {
    const { field, problem } = describeProblem(error.validation)
    return reply
      .code(422)
      .send({ error: 'invalid_value', message: `${field ?? 'The request'} ${problem}`, ...(field && { field }) })
  }
  const statusCode = error.statusCode ?? 500
  if (statusCode < 500) return reply.code(statusCode).send({ error: 'bad_request', message: error.message })
  request.log.error({ err: error }, 'a request failed')
  return reply.code(500).send({ error: 'internal', message: `Something went wrong here (reference ${request.id})` })
}

function statusOf(error: PlannerError): number {
  if (error instanceof NotFoundError) return 404
  if (error instanceof ForbiddenError) return 403
  if (error instanceof ConflictError) return 409
  if (error instanceof UnavailableError) return 503
  return error instanceof InvalidInputError ? 422 : 400
}

/** The first thing that is wrong, and where. */
function describeProblem(problems: NonNullable<FastifyError['validation']>): { field?: string; problem: string } {
  for (const { instancePath, params, message = 'is malformed' } of problems) {
    const [missing] = namesIn(params.requiredProperties)
    if (missing !== undefined) return { field: missing, problem: 'is missing' }
    const [unknown] = namesIn(params.additionalProperties)
    if (unknown !== undefined) return { field: unknown, problem: 'is not known here' }
    if (instancePath !== '' && message !== 'schema is false') return { field: instancePath.slice(1), problem: message }
  }
  return { problem: problems[0]?.message ?? 'is malformed' }
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}
