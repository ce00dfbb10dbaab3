import { watchReplies, type WatchedTest } from '@trek/wire-schemas'
import { type McpStream, readMcpStream } from './mcp-stream.ts'

export interface McpReply {
  status: number
  headers: Headers
  /** As it came. */
  text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
  body: any
}

/** A client of revision 2026-07-28 that chooses for every request which server it goes to. */
export interface HandMcp {
  ask(url: string, method: string, params?: Record<string, unknown>): Promise<McpReply>
  /** Calls a tool; `more` stands beside its name and arguments. */
  call(url: string, name: string, args?: object, more?: object): Promise<McpReply>
  /** Listens until it, or the server, ends that. */
  listen(url: string, notifications: object): Promise<McpStream>
}

/** MCP-17: what it is answered is held to the schema of the revision. */
export function mcpByHand(t: WatchedTest, token: string, clientCapabilities: object = {}): HandMcp {
  const { fetch } = watchReplies(t)
  let ids = 0

  function send(
    url: string,
    method: string,
    params: Record<string, unknown>,
    init: { accept: string; signal?: AbortSignal }
  ) {
    const name = params.name ?? params.uri
    return fetch(`${url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: init.accept,
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': method,
        ...(typeof name === 'string' && { 'mcp-name': name })
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: (ids += 1),
        method,
        params: {
          ...params,
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientCapabilities': clientCapabilities,
            'io.modelcontextprotocol/clientInfo': { name: 'by hand', version: '1' }
          }
        }
      }),
      ...(init.signal && { signal: init.signal })
    })
  }

  async function ask(url: string, method: string, params: Record<string, unknown> = {}): Promise<McpReply> {
    const reply = await send(url, method, params, { accept: 'application/json' })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, text, body: JSON.parse(text) }
  }

  return {
    ask,
    call: (url, name, args = {}, more = {}) => ask(url, 'tools/call', { ...more, name, arguments: args }),
    async listen(url, notifications) {
      const controller = new AbortController()
      const init = { accept: 'application/json, text/event-stream', signal: controller.signal }
      const reply = await send(url, 'subscriptions/listen', { notifications }, init)
      return readMcpStream(reply, () => controller.abort())
    }
  }
}
