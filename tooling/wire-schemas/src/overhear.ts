import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Keeps what is read of a request's body, without reading any of it. */
export function overhearBody(request: IncomingMessage): () => string {
  const chunks: Buffer[] = []
  const emit = request.emit.bind(request)
  request.emit = (event: string, ...values: unknown[]) => {
    if (event === 'data') chunks.push(Buffer.from(values[0] as Uint8Array))
    return emit(event, ...values)
  }
  return () => Buffer.concat(chunks).toString()
}

export interface ReplyListener {
  /** Before the first text, once the head is known. */
  head(status: number, headers: OutgoingHttpHeaders): void
  text(text: string): void
  end(): void
}

/** Tells of a reply as it is written. */
export function overhearReply(response: ServerResponse, listener: ReplyListener): void {
  const writeHead = response.writeHead.bind(response)
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  const decoder = new TextDecoder()
  let headers: OutgoingHttpHeaders = {}
  let isOpen = false

  const hear = (chunk: unknown) => {
    if (!isOpen) listener.head(response.statusCode, { ...response.getHeaders(), ...headers })
    isOpen = true
    if (typeof chunk === 'string') listener.text(chunk)
    else if (chunk instanceof Uint8Array) listener.text(decoder.decode(chunk, { stream: true }))
  }

  // Headers that are handed to it never show in `getHeaders`.
  response.writeHead = ((...given: Parameters<typeof writeHead>) => {
    headers = namedHeaders(given.find((value) => typeof value === 'object'))
    return writeHead(...given)
  }) as typeof writeHead
  response.write = ((...given: Parameters<typeof write>) => {
    hear(given[0])
    return write(...given)
  }) as typeof write
  response.end = ((...given: Parameters<typeof end>) => {
    hear(given[0])
    listener.end()
    return end(...given)
  }) as typeof end
}

/** Node takes an object, or names and values in turn. */
function namedHeaders(given: unknown): OutgoingHttpHeaders {
  const pairs = Array.isArray(given) ? pairsOf(given) : Object.entries((given ?? {}) as OutgoingHttpHeaders)
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]))
}

function pairsOf(values: OutgoingHttpHeader[]): [string, OutgoingHttpHeader | undefined][] {
  return values.flatMap((name, at) => (at % 2 === 0 ? [[String(name), values[at + 1]]] : []))
}
