import { createConcurrencyCap } from '../limits/concurrency-cap.ts'
import type { Principal } from '../definitions/principal.ts'
import { TooManyRequestsError } from '../wire/errors.ts'

const PER_CLIENT = 5
/** Nothing to tell for so long: the client may ask again. */
const IDLE_MS = 60 * 60_000
/** Timers hold no longer times. */
const MAX_TIMER_MS = 2 ** 31 - 1

export interface OpenStreamsOptions<P extends Principal> {
  /** How many streams one person may have open on this node, over all clients. */
  perSubject: number
  /** Calls `end` when the authorisation behind a token is over. */
  watch: ((principal: P, end: () => void) => () => void) | undefined
}

/** Streams that outlive a request: counted, and ended with what they rest on. */
export interface OpenStreams<P extends Principal> {
  /**
   * Counts a stream in and calls `end` once: when it is idle, its token expires or is revoked, or the server stops.
   *
   * @throws {TooManyRequestsError}
   */
  open(principal: P, end: (reason: string) => void): OpenStream
  /** Ends all of them. */
  close(): void
}

export interface OpenStream {
  /** Something was told, so it is not idle. */
  touch(): void
  /** It is closed; nothing ends it any more. */
  closed(): void
}

export function createOpenStreams<P extends Principal>({ perSubject, watch }: OpenStreamsOptions<P>): OpenStreams<P> {
  const perClient = createConcurrencyCap(PER_CLIENT)
  const perPerson = createConcurrencyCap(perSubject)
  const open = new Set<(reason: string) => void>()

  return {
    open(principal, end) {
      const leaveClient = perClient.enter(`${principal.subject} ${principal.clientId}`)
      const leavePerson = leaveClient && perPerson.enter(principal.subject)
      if (!leaveClient || !leavePerson) {
        leaveClient?.()
        throw new TooManyRequestsError('Too many streams are open: close one first', 60)
      }
      let isClosed = false
      let idle = startIdle()
      const unwatch = watch?.(principal, () => finish('The authorisation is over'))
      const expiry =
        principal.expiresAt && setTimeout(() => finish('The token has expired'), msUntil(principal.expiresAt))
      expiry?.unref()
      open.add(finish)

      function startIdle(): NodeJS.Timeout {
        return setTimeout(() => finish('Nothing happened for an hour'), IDLE_MS).unref()
      }

      function closed(): void {
        if (isClosed) return
        isClosed = true
        clearTimeout(idle)
        clearTimeout(expiry)
        unwatch?.()
        open.delete(finish)
        leaveClient?.()
        leavePerson?.()
      }

      function finish(reason: string): void {
        if (isClosed) return
        closed()
        end(reason)
      }

      return {
        touch() {
          if (isClosed) return
          clearTimeout(idle)
          idle = startIdle()
        },
        closed
      }
    },
    close() {
      for (const finish of open) finish('The server stops')
    }
  }
}

function msUntil(date: Date): number {
  return Math.min(Math.max(date.getTime() - Date.now(), 0), MAX_TIMER_MS)
}
