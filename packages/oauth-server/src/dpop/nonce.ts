import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { digestOf, digestsMatch } from '../digest.ts'

/** A nonce is good for two to four minutes, or a window longer where nodes disagree about the time. */
const WINDOW_SECONDS = 120
const GOOD_WINDOWS = [0, -1, 1]

/** Nonces of this server, which prove that a proof was not made long ahead (RFC 9449 sections 8 and 9). */
export interface Nonces {
  current(): string
  isGood(nonce: unknown): boolean
}

/** Computed from the time, not kept: every node with the secret knows the nonces of all others. */
export function createNonces(secret: string, now: () => number = Date.now): Nonces {
  const nonceOf = (window: number) => createHmac('sha256', secret).update(`dpop nonce ${window}`).digest('base64url')
  return {
    current: () => nonceOf(windowAt(now())),
    isGood(nonce) {
      if (typeof nonce !== 'string') return false
      const presented = digestOf(nonce)
      const window = windowAt(now())
      return GOOD_WINDOWS.some((step) => digestsMatch(presented, digestOf(nonceOf(window + step))))
    }
  }
}

function windowAt(time: number): number {
  return Math.floor(time / 1000 / WINDOW_SECONDS)
}

/** Every answer to a request with a proof brings the nonce for the next one (RFC 9449 section 8.2). */
export function offerNonce(fastify: FastifyInstance, nonces: Nonces): void {
  fastify.addHook('onSend', async (request, reply) => {
    if (request.headers.dpop !== undefined) reply.header('dpop-nonce', nonces.current())
  })
}
