/** A JSON-RPC error answer (JSON-RPC 2.0 section 5.1). */
export function jsonRpcError(code: number, message: string, id: string | number | null = null) {
  return { jsonrpc: '2.0', id, error: { code, message } }
}

export const PARSE_ERROR = -32700
export const INVALID_REQUEST = -32600

interface ToolCall {
  name: string
}

/** The tools a body calls: of one message, or of each in a batch. */
export function toolCallsIn(body: unknown): ToolCall[] {
  return [body].flat().flatMap((message) => {
    if (!isObject(message) || message.method !== 'tools/call' || !isObject(message.params)) return []
    return typeof message.params.name === 'string' ? [{ name: message.params.name }] : []
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
