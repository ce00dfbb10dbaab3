import type { ClientCapabilities } from '@modelcontextprotocol/server'
import type { RequestId } from './json-rpc.ts'

/** An answer in the shape of a JSON-RPC error. */
export class McpError extends Error {
  readonly code: number
  readonly statusCode: number
  readonly data: unknown
  /** Only of a message whose id is not known otherwise. */
  readonly id: RequestId | null | undefined

  constructor(
    code: number,
    message: string,
    { statusCode = 200, data, id }: { statusCode?: number; data?: unknown; id?: RequestId | null } = {}
  ) {
    super(message)
    this.code = code
    this.statusCode = statusCode
    this.data = data
    this.id = id
  }
}

export const PARSE_ERROR = -32700
export const INTERNAL_ERROR = -32603
/** Outside the range that JSON-RPC and MCP keep for themselves. */
export const TOO_MANY_REQUESTS = 429001

/** Not a message of this protocol, or not one that may come here. */
export class InvalidRequestError extends McpError {
  static readonly code = -32600

  constructor(message: string, id?: RequestId | null) {
    super(InvalidRequestError.code, message, { statusCode: 400, ...(id !== undefined && { id }) })
  }
}

/** A method that does not exist: of this revision, or of what this server offers. */
export class MethodNotFoundError extends McpError {
  constructor(method: string, { isModern }: { isModern: boolean }) {
    super(-32601, `Method not found: ${method.slice(0, 100)}`, { statusCode: isModern ? 404 : 200 })
  }
}

export class InvalidParamsError extends McpError {
  constructor(message: string, { data, statusCode = 200 }: { data?: unknown; statusCode?: number } = {}) {
    super(-32602, message, { statusCode, data })
  }
}

/** What is missing and what is not for this caller look the same. */
export class ResourceNotFoundError extends McpError {
  constructor(uri: string, { isModern }: { isModern: boolean }) {
    super(isModern ? -32602 : -32002, 'Resource not found', { data: { uri } })
  }
}

/** Headers and body have to say the same (2026-07-28, "Streamable HTTP"). */
export class HeaderMismatchError extends McpError {
  constructor(message: string) {
    super(-32020, message, { statusCode: 400 })
  }
}

export class MissingCapabilityError extends McpError {
  constructor(requiredCapabilities: ClientCapabilities) {
    const names = Object.keys(requiredCapabilities).join(', ')
    super(-32021, `This needs a client that can do: ${names}`, { statusCode: 400, data: { requiredCapabilities } })
  }
}

export class UnsupportedVersionError extends McpError {
  constructor(requested: string, supported: readonly string[]) {
    super(-32022, 'This protocol version is not served here', {
      statusCode: 400,
      data: { supported, requested: requested.slice(0, 100) }
    })
  }
}

/** Clients show people and models only what is JSON-RPC, hence more than the status and `Retry-After`. */
export class TooManyRequestsError extends McpError {
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds: number) {
    super(TOO_MANY_REQUESTS, message, { statusCode: 429, data: { retryAfterSeconds } })
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export interface ErrorContents {
  code: number
  message: string
  data?: unknown
}

/** A JSON-RPC error answer (JSON-RPC 2.0 section 5.1), as text. */
export function errorMessage(id: RequestId | null, { code, message, data }: ErrorContents): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, ...(data !== undefined && { data }) } })
}
