import type { FastifyReply } from 'fastify'
import { type EventStream, openEventStream } from '../streams/event-stream.ts'

/** A client that takes events hears within this time that its request is being worked on. */
const PATIENCE_MS = 5000

/** The way an answer goes out: one JSON document, or events once there is something to say before the answer. */
export interface Channel {
  /** Whether anything can be said before the answer. */
  readonly canStream: boolean
  /** Whether a status can still be chosen: not once something was said, and not within a batch. */
  readonly hasSpoken: boolean
  /** Says something before the answer; nothing where that cannot be. */
  say(message: string): void
  /** The answer, and the end. `statusCode` counts only as long as nothing was said. */
  end(message: string | Buffer, statusCode?: number): void
  /** The client wants no answer any more: ends without one. */
  cancel(): void
  /** Calls back when the client goes away before the answer; at once when it has gone. */
  onGone(callback: () => void): void
}

export function createChannel(reply: FastifyReply, { acceptsEvents }: { acceptsEvents: boolean }): Channel {
  let stream: EventStream | undefined
  let isOver = false
  let isGone = false
  const whenGone: (() => void)[] = []
  const patience = acceptsEvents ? setTimeout(open, PATIENCE_MS) : undefined
  reply.raw.once('close', () => {
    finish()
    if (!reply.raw.writableFinished) goAway()
  })

  function open(): EventStream | undefined {
    if (!isOver) stream ??= openEventStream(reply)
    return stream
  }

  function goAway(): void {
    isGone = true
    for (const callback of whenGone) callback()
  }

  function finish(): boolean {
    clearTimeout(patience)
    const wasOver = isOver
    isOver = true
    return !wasOver
  }

  return {
    canStream: acceptsEvents,
    get hasSpoken() {
      return stream !== undefined
    },
    onGone(callback) {
      if (isGone) callback()
      else whenGone.push(callback)
    },
    say(message) {
      if (acceptsEvents && !isOver) open()?.send(message)
    },
    end(message, statusCode = 200) {
      if (!finish()) return
      if (!stream) {
        reply.code(statusCode).header('content-type', 'application/json; charset=utf-8').send(message)
        return
      }
      stream.send(message.toString())
      stream.end()
    },
    cancel() {
      if (!finish()) return
      goAway()
      if (stream) stream.end()
      else reply.code(202).send()
    }
  }
}

/** For a message of a batch: its answer is one of many in a document, and nothing is said before. */
export function createBatchChannel(onGone: Channel['onGone']): Channel & { answer(): string | undefined } {
  let answer: string | undefined
  return {
    canStream: false,
    hasSpoken: true,
    onGone,
    say() {},
    end(message) {
      answer ??= message.toString()
    },
    cancel() {},
    answer: () => answer
  }
}
