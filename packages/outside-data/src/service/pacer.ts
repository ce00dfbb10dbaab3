import { setTimeout } from 'node:timers/promises'
import { OutsideError } from '../outside-error.ts'

/** Spaces the calls of one process to a service that allows so many a second. */
export interface Pacer {
  /** @throws {OutsideError} `rate_limited` at once, when the turn would be too far away. */
  turn(signal: AbortSignal): Promise<void>
}

/** @param longestWaitMilliseconds how long somebody may have to wait; whoever would wait longer is refused. */
export function createPacer(spacingMilliseconds: number, longestWaitMilliseconds: number): Pacer {
  let nextAt = 0
  return {
    async turn(signal) {
      const now = performance.now()
      const at = Math.max(now, nextAt)
      if (at - now > longestWaitMilliseconds)
        throw new OutsideError('rate_limited', 'Too many look-ups at once: try again in half a minute')
      nextAt = at + spacingMilliseconds
      if (at > now) await setTimeout(at - now, undefined, { signal })
    }
  }
}
