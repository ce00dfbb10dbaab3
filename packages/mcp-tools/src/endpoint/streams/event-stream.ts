import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Proxies take a connection on which nothing is said for a dead one, some after half a minute. */
const KEEP_ALIVE_MS = 20_000

/** Whoever has so much unread is not reading. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024

/** Server-sent events, a JSON-RPC message each (HTML Standard, "Server-sent events"). */
export interface EventStream {
  send(message: string): void
  /** Ends the stream; nothing can be sent any more. */
  end(): void
}

/** Opens the stream at once, so that whoever listens knows. */
export function openEventStream(reply: FastifyReply): EventStream {
  const stream = new PassThrough()
  const keepAlive = setInterval(() => write(':\n\n'), KEEP_ALIVE_MS)
  keepAlive.unref()
  stream.once('close', () => clearInterval(keepAlive))
  reply.raw.once('close', () => stream.destroy())
  // A stream that breaks is the client's going away, which the request's signal tells.
  stream.on('error', () => {})
  reply
    .code(200)
    .headers({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no'
    })
    .send(stream)
  write(':\n\n')

  function write(text: string): void {
    if (stream.writableEnded || stream.destroyed) return
    if (stream.writableLength + reply.raw.writableLength > MAX_UNREAD_BYTES) stream.destroy()
    else stream.write(text)
  }

  return {
    send: (message) => write(`event: message\ndata: ${message}\n\n`),
    end() {
      clearInterval(keepAlive)
      if (!stream.writableEnded) stream.end()
    }
  }
}
