import { setTimeout } from 'node:timers/promises'
import { modernMeta } from './endpoint.ts'
import { readEvents } from './modern.ts'

export interface Message {
  id?: unknown
  method?: string
  params?: Record<string, unknown> & { _meta?: Record<string, unknown> }
  result?: Record<string, unknown>
  error?: { code: number }
}

export interface OpenStream {
  status: number
  headers: Headers
  /** Everything that was said so far. */
  said(): Message[]
  /** The next message that fits, or one said already. */
  until(isIt: (message: Message) => boolean, withinMs?: number): Promise<Message>
  /** Once the other side has ended it. */
  ended: Promise<void>
  close(): void
}

/** Sends a request and reads what comes, while it comes. */
export async function openStream(
  url: URL,
  body: object,
  headers: Record<string, string>,
  signal?: AbortSignal
): Promise<OpenStream> {
  const controller = new AbortController()
  signal?.addEventListener('abort', () => controller.abort(), { once: true })
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify(body),
    signal: controller.signal
  })
  return readStream(reply, () => controller.abort())
}

/** Listens, as a client of revision 2026-07-28 does. */
export function listenTo(
  url: URL,
  notifications: object,
  {
    authorization = 'Bearer anna:talk',
    id = 'sub-1',
    signal
  }: { authorization?: string; id?: string | number; signal?: AbortSignal } = {}
): Promise<OpenStream> {
  return openStream(
    url,
    { jsonrpc: '2.0', id, method: 'subscriptions/listen', params: { notifications, _meta: modernMeta } },
    { authorization, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
    signal
  )
}

export function readStream(reply: Response, close: () => void): OpenStream {
  let text = ''
  const ended = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of reply.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true })
  })().catch(() => {})
  const isEvents = reply.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const said = () => (isEvents ? (readEvents(text.slice(0, text.lastIndexOf('\n\n') + 1)) as Message[]) : [])
  return {
    status: reply.status,
    headers: reply.headers,
    said,
    ended,
    close,
    async until(isIt, withinMs = 5000) {
      for (const end = Date.now() + withinMs; Date.now() < end; ) {
        const found = said().find(isIt)
        if (found) return found
        await setTimeout(10)
      }
      throw new Error(`not said within ${withinMs} ms: ${text}`)
    }
  }
}
