import { messageSchemas, type MessageSchemas } from './message-schemas.ts'
import type { Revision } from './revision.ts'

interface Message {
  id?: unknown
  method?: unknown
  result?: unknown
  error?: unknown
}

/** Of an extension: what it belongs to is no result of the core. */
const EXTENSION_RESULTS: unknown[] = ['task']

/**
 * What the published schema of a revision has against a JSON-RPC message, a line each; none: it is valid. The rules are
 * those of the official conformance suite. A result is checked as the result of `requestMethod`, or, without one, only as
 * some result.
 */
export function checkMessage(revision: Revision, message: unknown, requestMethod?: string): string[] {
  const schemas = messageSchemas(revision)
  if (Array.isArray(message)) return checkBatch(revision, message, requestMethod)
  const { id, method, result, error } = isObject(message) ? (message as Message) : {}
  if (typeof method === 'string') {
    const otherwise = id === undefined ? 'JSONRPCNotification' : 'JSONRPCRequest'
    return schemas.check(schemas.ofMethod(method) ?? otherwise, message)
  }
  if (error !== undefined && error !== null) return schemas.check(errorDefinition(schemas, error), message)
  if (result !== undefined) {
    const problems = checkResult(schemas, result, requestMethod)
    if (problems.length > 0) return problems
    return schemas.check(schemas.has('JSONRPCResultResponse') ? 'JSONRPCResultResponse' : 'JSONRPCResponse', message)
  }
  return ['it is no JSON-RPC request, notification or response']
}

/** Whatever is in it, a batch has to be something that the revision knows. */
function checkBatch(revision: Revision, batch: unknown[], requestMethod?: string): string[] {
  const problems = batch.flatMap((message, index) =>
    checkMessage(revision, message, requestMethod).map((problem) => `[${index}] ${problem}`)
  )
  if (problems.length > 0) return problems
  return messageSchemas(revision).check('JSONRPCMessage', batch).length > 0 ? [`${revision} has no batches`] : []
}

function checkResult(schemas: MessageSchemas, result: unknown, requestMethod?: string): string[] {
  const { resultType } = isObject(result) ? (result as { resultType?: unknown }) : {}
  if (EXTENSION_RESULTS.includes(resultType)) return []
  const asksBack = resultType === 'input_required' && schemas.has('InputRequiredResult')
  const expected = requestMethod === undefined ? undefined : schemas.ofResult(requestMethod)
  const definition = asksBack ? 'InputRequiredResult' : expected
  if (definition === undefined) return []
  return schemas.check(definition, result).map((problem) => `${problem} (result of ${requestMethod ?? 'a request'})`)
}

function errorDefinition(schemas: MessageSchemas, error: unknown): string {
  const { code } = isObject(error) ? (error as { code?: unknown }) : {}
  const known = typeof code === 'number' ? schemas.ofError(code) : undefined
  return known ?? (schemas.has('JSONRPCErrorResponse') ? 'JSONRPCErrorResponse' : 'JSONRPCError')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
