import type { FastifyInstance } from 'fastify'
import { modernMeta, post } from './endpoint.ts'

export interface ModernAnswer {
  statusCode: number
  /** What was said before the answer. */
  events: { method: string; params: Record<string, unknown> }[]
  result?: Record<string, never> & {
    resultType: string
    isError?: boolean
    content: { text: string }[]
    structuredContent?: object
    inputRequests: Record<string, { method: string; params: Record<string, never> }>
    requestState: string
  }
  error?: { code: number; message: string; data?: unknown }
}

/** Sends a request as a client of revision 2026-07-28 does, metadata, headers and all. */
export async function askModern(
  app: FastifyInstance,
  method: string,
  params: Record<string, unknown> = {},
  {
    authorization = 'Bearer anna:talk',
    client = {},
    meta = {}
  }: { authorization?: string; client?: object; meta?: object } = {}
): Promise<ModernAnswer> {
  const named = params.name ?? params.uri
  const reply = await post(
    app,
    {
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: { ...modernMeta, 'io.modelcontextprotocol/clientCapabilities': client, ...meta }
      }
    },
    {
      authorization,
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof named === 'string' && { 'mcp-name': named })
    }
  )
  const { statusCode, body } = reply
  if (!reply.headers['content-type']?.toString().startsWith('text/event-stream'))
    return { statusCode, events: [], ...reply.json<object>() }
  const messages = readEvents(body)
  return { statusCode, events: messages.slice(0, -1) as never, ...(messages.at(-1) as object) }
}

/** The messages of an event stream. */
export function readEvents(body: string): unknown[] {
  return body
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as unknown)
}
