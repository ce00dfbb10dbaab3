import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { digestOf } from '../digest.ts'
import type { Digest } from '../store/index.ts'
import { randomBase62 } from '../token-format.ts'

const SECRET = /^[0-9A-Za-z]{43}$/

/**
 * Ties interactions to the browser that began them: a random secret in a cookie of its own, of which the store only
 * knows the digest. All tabs of a browser share it.
 */
export interface BrowserBinding {
  /** The browser's secret, made and set as a cookie when there is none yet. */
  ensure(request: FastifyRequest, reply: FastifyReply): string
  read(request: FastifyRequest): string | undefined
}

export function createBrowserBinding({
  isSecure,
  tokenPrefix
}: {
  isSecure: boolean
  tokenPrefix: string
}): BrowserBinding {
  // A `__Host-` cookie cannot be planted by a sibling domain, but browsers accept it only over https.
  const name = `${isSecure ? '__Host-' : ''}${tokenPrefix}_interaction`

  const read = (request: FastifyRequest) => {
    const secret = parseCookie(request.headers.cookie ?? '')[name]
    return secret !== undefined && SECRET.test(secret) ? secret : undefined
  }

  return {
    read,
    ensure(request, reply) {
      const known = read(request)
      if (known) return known
      const secret = randomBase62(43)
      reply.header(
        'set-cookie',
        stringifySetCookie({ name, value: secret, path: '/', httpOnly: true, secure: isSecure, sameSite: 'lax' })
      )
      return secret
    }
  }
}

export function browserDigest(browserSecret: string): Digest {
  return digestOf(browserSecret)
}

/** Proves that a decision answers the page shown to this browser, for this interaction, to this person. */
export function csrfTokenOf(browserSecret: string, interactionId: string, subject: string): string {
  return createHmac('sha256', browserSecret)
    .update(JSON.stringify([interactionId, subject]))
    .digest('base64url')
}

export function csrfTokensMatch(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
