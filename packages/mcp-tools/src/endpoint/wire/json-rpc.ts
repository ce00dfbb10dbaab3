import { InvalidRequestError } from './errors.ts'

export type RequestId = string | number

/** A message of a client (JSON-RPC 2.0 section 4), its parameters still to be checked. */
export type Message =
  | { kind: 'request'; id: RequestId; method: string; params: Params }
  | { kind: 'notification'; method: string; params: Params }
  | { kind: 'response'; id: RequestId; result?: unknown; error?: unknown }

export type Params = Record<string, unknown>

/**
 * @throws {InvalidRequestError} with the id, if there is one to tell.
 */
export function readMessage(value: unknown): Message {
  const id = idOf(value)
  if (!isObject(value)) throw new InvalidRequestError('A message is a JSON object', id)
  if (value.jsonrpc !== '2.0') throw new InvalidRequestError('"jsonrpc" has to be "2.0"', id)
  if ('id' in value && id === null) throw new InvalidRequestError('"id" has to be a string or a number', null)
  const { method, params = {} } = value
  if (method === undefined && id !== null && 'result' in value !== 'error' in value) {
    return { kind: 'response', id, result: value.result, error: value.error }
  }
  if (typeof method !== 'string') throw new InvalidRequestError('"method" has to be a string', id)
  if (!isObject(params)) throw new InvalidRequestError('"params" has to be an object', id)
  return id === null ? { kind: 'notification', method, params } : { kind: 'request', id, method, params }
}

/** The id of whatever came, for the answer that says what is wrong with it. */
export function idOf(value: unknown): RequestId | null {
  if (!isObject(value)) return null
  const { id } = value
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id)) ? id : null
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
