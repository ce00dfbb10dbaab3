import { setTimeout } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'

/** How long the second part comes after the first. */
export const PAUSE_MS = 600

/** Answers as a stream does, so that whoever asked sees whether the way holds answers back. */
export async function answerInTwoParts(reply: FastifyReply, first: object): Promise<FastifyReply> {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close'
  })
  reply.raw.write(`data: ${JSON.stringify(first)}\n\n`)
  await setTimeout(PAUSE_MS)
  reply.raw.end('data: {}\n\n')
  return reply
}
