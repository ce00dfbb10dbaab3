import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { TemporarilyUnavailableError } from './errors.ts'
import { checkOption } from './option-error.ts'
import type { Settings } from './options.ts'
import type { RateLimit } from './store/index.ts'

/** What is limited, and by what it is counted. Large services send everybody's requests from a few addresses. */
export interface RateLimits {
  /** Authorization requests of an address. Default 60 a minute. */
  authorize: RateLimit
  /** Code exchanges of a client at an address that do not fit. Default 30 a minute. */
  codeExchange: RateLimit
  /** Rotations of a grant's refresh token. Default 60 a minute. */
  refresh: RateLimit
  /** Wrong codes, tokens and secrets of an address: beyond it they are told to come back later. Default 20 in 5 minutes. */
  failures: RateLimit
  /** Questions of a client that introspects. Default 600 a minute. */
  introspect: RateLimit
  /** Registrations of an address that lead to nothing. Default 60 in 6 minutes. */
  registration: RateLimit
  /** Documents of clients that an address makes us fetch. Default 30 a minute. */
  documents: RateLimit
}

const DEFAULTS: RateLimits = {
  authorize: { requests: 60, perSeconds: 60 },
  codeExchange: { requests: 30, perSeconds: 60 },
  refresh: { requests: 60, perSeconds: 60 },
  failures: { requests: 20, perSeconds: 300 },
  introspect: { requests: 600, perSeconds: 60 },
  registration: { requests: 60, perSeconds: 360 },
  documents: { requests: 30, perSeconds: 60 }
}

/**
 * @throws {InvalidOptionError} naming the limit that is wrong.
 */
export function resolveRateLimits(given: Partial<RateLimits> | false | undefined): RateLimits | undefined {
  if (given === false) return undefined
  const limits = { ...DEFAULTS, ...given }
  for (const [name, { requests, perSeconds }] of Object.entries(limits)) {
    checkOption(requests > 0 && perSeconds > 0, `rateLimits.${name}`, 'must have positive numbers')
  }
  return limits
}

/**
 * Takes one of what is left.
 *
 * @throws {TemporarilyUnavailableError} 429 with `Retry-After`: clients keep their login and come back.
 */
export async function limitRate(
  { rateLimits, store, audit }: Pick<Settings, 'rateLimits' | 'store' | 'audit'>,
  name: keyof RateLimits,
  key: string
): Promise<void> {
  if (!rateLimits) return
  const waitSeconds = await store.rateLimits.take(`${name} ${key}`, rateLimits[name])
  if (waitSeconds === 0) return
  // Written down once a minute: whoever is refused does not stop asking.
  if ((await store.rateLimits.take(`noted ${name} ${key}`, { requests: 1, perSeconds: 60 })) === 0)
    audit.record('rate_limited', { detail: { limit: name, key } })
  throw tooManyRequests(waitSeconds, name)
}

export function tooManyRequests(waitSeconds: number, name: keyof RateLimits) {
  return new TemporarilyUnavailableError('Too many requests, try again later', `rate_limited_${name}`, {
    statusCode: 429,
    headers: { 'retry-after': String(waitSeconds) }
  })
}

/** Where a request comes from; a household has a whole IPv6 /64, so that counts as one. */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = ip.split('%', 1)[0]?.toLowerCase().split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
