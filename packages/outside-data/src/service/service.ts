import { setTimeout } from 'node:timers/promises'
import { OutsideError } from '../outside-error.ts'
import { CallFailure } from './call-failure.ts'
import { type Outbound, requireOutbound } from './outbound.ts'
import type { Pacer } from './pacer.ts'
import { readBody } from './read-body.ts'

/** What an answer has to look like; a compiled schema is one. */
export interface Shape<Value> {
  Check(value: unknown): value is Value
}

export interface ServiceOptions {
  /** As people know it: it is named when it fails. */
  name: string
  /** Where it is; a second attempt goes to the next one. */
  baseUrls: readonly string[]
  headers?: Record<string, string>
  /** Absent: calls are not spaced. */
  pacer?: Pacer
}

export interface ServiceCall<Value> {
  path: string
  /** Left out of the address where `undefined`. */
  query?: Record<string, string | number | boolean | undefined>
  headers?: Record<string, string>
  /** Sent with POST; absent: a GET. */
  body?: { type: string; text: string }
  answer: Shape<Value>
  /** Statuses that say: there is no such thing. */
  absentStatuses?: readonly number[]
}

/** A JSON service of somebody else, at an address the operator chose. */
export interface Service {
  /**
   * Asks once, and once more after a moment when the network or the service stumbled. `undefined`: there is no such
   * thing.
   *
   * @throws {OutsideError} `upstream_failed`, or `rate_limited` when the service or its pacer has had enough.
   */
  ask<Value>(call: ServiceCall<Value>): Promise<Value | undefined>
}

const MAX_BYTES = 4 * 1024 * 1024
const ATTEMPTS = 2
const BACKOFF_MILLISECONDS = 200

export function createService(options: ServiceOptions, outbound: Outbound): Service {
  const { name, baseUrls, pacer } = options

  async function attempt<Value>(call: ServiceCall<Value>, baseUrl: string, signal: AbortSignal) {
    await pacer?.turn(signal)
    const answer = await send(call, addressOf(baseUrl, call), signal)
    if (call.absentStatuses?.includes(answer.status)) {
      await answer.body?.cancel()
      return undefined
    }
    if (!answer.ok) {
      await answer.body?.cancel()
      if (answer.status === 429)
        throw new OutsideError('rate_limited', `${name} has had too many questions: try again in a minute`)
      throw new CallFailure(`status_${answer.status}`, answer.status >= 500)
    }
    const body = parse(await readBody(answer, MAX_BYTES))
    if (!call.answer.Check(body)) throw new CallFailure('unexpected_answer')
    return body
  }

  /** Redirects are answers, and wrong ones: nothing leads us away from the address that was configured. */
  async function send(call: ServiceCall<unknown>, url: URL, signal: AbortSignal): Promise<Response> {
    return fetch(url, {
      method: call.body ? 'POST' : 'GET',
      redirect: 'manual',
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': outbound.userAgent,
        ...options.headers,
        ...call.headers,
        ...(call.body && { 'content-type': call.body.type })
      },
      ...(call.body && { body: call.body.text })
    })
  }

  return {
    async ask(call) {
      requireOutbound(outbound)
      const signal = AbortSignal.timeout(outbound.timeoutMilliseconds)
      for (let attempts = 1; ; attempts++) {
        try {
          return await attempt(call, baseUrls[(attempts - 1) % baseUrls.length] ?? '', signal)
        } catch (error) {
          if (error instanceof OutsideError) throw error
          const failure = failureOf(error, signal)
          if (!failure.isTransient || attempts === ATTEMPTS) {
            outbound.onFailure({ service: name, reason: failure.reason })
            throw new OutsideError('upstream_failed', `${name} cannot be reached at the moment: try again later`)
          }
        }
        await setTimeout(BACKOFF_MILLISECONDS * (1 + Math.random()))
      }
    }
  }
}

function addressOf(baseUrl: string, { path, query = {} }: ServiceCall<unknown>): URL {
  const url = new URL(baseUrl.replace(/\/+$/, '') + path)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new CallFailure('not_json')
  }
}

/** Whatever else `fetch` throws is the network's: it says so in its cause. */
function failureOf(error: unknown, signal: AbortSignal): CallFailure {
  if (error instanceof CallFailure) return error
  if (signal.aborted) return new CallFailure('timed_out')
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'network'
  return new CallFailure(code, true)
}
