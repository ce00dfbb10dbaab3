import { setTimeout } from 'node:timers/promises'

/** A message, and when it arrived, in milliseconds of this process's monotonic clock. */
export interface Heard {
  at: number
  id?: unknown
  method?: string
  params?: Record<string, unknown>
  result?: Record<string, unknown>
  error?: { code: number; message: string }
}

export interface McpStream {
  status: number
  headers: Headers
  /** Everything so far. */
  heard: readonly Heard[]
  /** The first message that fits and came, or comes in the next five seconds, from message number `from` on. */
  until(isIt: (message: Heard) => boolean, from?: number): Promise<Heard>
  /** Once the other side has ended it: when. */
  ended: Promise<number>
  close(): void
}

/** Which subscription a message belongs to. */
export function subscriptionOf({ params, result }: Heard): unknown {
  const meta = (params ?? result)?._meta as Record<string, unknown> | undefined
  return meta?.['io.modelcontextprotocol/subscriptionId']
}

/** Reads a stream of messages while it comes. What is answered instead of a stream is a message as well. */
export function readMcpStream({ status, headers, body }: Response, close: () => void): McpStream {
  const heard: Heard[] = []
  let isOver = false
  const ended = readAll().then(() => {
    isOver = true
    return performance.now()
  })
  return {
    status,
    headers,
    heard,
    ended,
    close,
    async until(isIt, from = 0) {
      const deadline = performance.now() + 5000
      for (;;) {
        const found = heard.slice(from).find(isIt)
        if (found) return found
        if (isOver || performance.now() > deadline) throw new Error(`it was not said: ${JSON.stringify(heard)}`)
        await setTimeout(10)
      }
    }
  }

  function hear(data: string): void {
    heard.push({ at: performance.now(), ...(JSON.parse(data) as object) })
  }

  async function readAll(): Promise<void> {
    const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true
    let text = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        if (!isStream) continue
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const [, data] of events.flatMap((event) => [...event.matchAll(/^data: (.*)$/gm)])) hear(data ?? '')
      }
      if (!isStream) hear(text)
    } catch {
      // Closed on this side, or cut off: then the closing result is missing.
    }
  }
}
