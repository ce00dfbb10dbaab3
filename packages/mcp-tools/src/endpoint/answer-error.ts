import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { legacyResults, type ResultWriter } from './exchange/result.ts'
import { failure } from './methods/tool-result.ts'
import { isModernRequest } from './wire/envelope.ts'
import {
  type ErrorContents,
  errorMessage,
  INTERNAL_ERROR,
  InvalidRequestError,
  McpError,
  PARSE_ERROR,
  TooManyRequestsError
} from './wire/errors.ts'
import { idOf, isObject, type RequestId } from './wire/json-rpc.ts'

/** Answers whatever went wrong before, or instead of, a result. Protocol faults are never a 5xx: those say "come back". */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  modernResults: ResultWriter
): FastifyReply {
  const id = idOf(request.body)
  if (error instanceof McpError) return answerMcpError(error, id, reply)
  if (isRefusal(error)) return answerRefusal(error, request, reply, modernResults)
  const statusCode = error.statusCode ?? 500
  if (statusCode >= 500) {
    request.log.error({ err: error }, 'an MCP request failed')
    const message = 'The server cannot answer now, try again later'
    return send(reply.code(503).header('retry-after', '5'), id, { code: INTERNAL_ERROR, message })
  }
  const isUnreadable = error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
  return send(reply.code(statusCode), id, {
    code: isUnreadable ? PARSE_ERROR : InvalidRequestError.code,
    message: isUnreadable ? 'The body is no JSON' : error.message
  })
}

function answerMcpError(error: McpError, id: RequestId | null, reply: FastifyReply): FastifyReply {
  if (error instanceof TooManyRequestsError) reply.header('retry-after', String(error.retryAfterSeconds))
  return send(reply.code(error.statusCode), error.id ?? id, error)
}

/** What the guard says: a challenge in a header, which is what clients act on. */
type Refusal = FastifyError & { headers: Record<string, string>; statusCode: number; error?: string }

function isRefusal(error: FastifyError): error is Refusal {
  return 'headers' in error && typeof error.headers === 'object' && typeof error.statusCode === 'number'
}

/**
 * A call that needs more scopes is answered as a failed tool too, with the challenge among its metadata: some hosts look
 * there when they offer to link an account (developers.openai.com, "Authentication").
 */
function answerRefusal(
  error: Refusal,
  { headers, body }: FastifyRequest,
  reply: FastifyReply,
  modernResults: ResultWriter
): FastifyReply {
  const id = idOf(body)
  reply.code(error.statusCode).headers(error.headers)
  const challenge = error.headers['www-authenticate']
  if (error.statusCode === 403 && id !== null && challenge !== undefined) {
    const members = failure('insufficient_scope', error.message).members(undefined)
    const params = isObject(body) && isObject(body.params) ? body.params : {}
    const results = isModernRequest(headers, params) ? modernResults : legacyResults
    const result = results.complete(members, { 'mcp/www_authenticate': [challenge] })
    return json(reply).send(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`)
  }
  return json(reply).send(
    JSON.stringify({ ...(error.error !== undefined && { error: error.error }), error_description: error.message })
  )
}

function send(reply: FastifyReply, id: RequestId | null, error: ErrorContents): FastifyReply {
  return json(reply).send(errorMessage(id, error))
}

function json(reply: FastifyReply): FastifyReply {
  return reply.header('content-type', 'application/json; charset=utf-8')
}
