/** How many calls may run at once, for each key, in this process. */
export interface ConcurrencyCap {
  /** Lets one more in and answers with what lets it out again, once; `undefined` when there are as many as may be. */
  enter(key: string): (() => void) | undefined
}

/** @throws {RangeError} when the limit is no positive whole number. */
export function createConcurrencyCap(limit: number): ConcurrencyCap {
  if (!(Number.isInteger(limit) && limit > 0))
    throw new RangeError('createConcurrencyCap: the limit must be at least 1')
  const running = new Map<string, number>()
  return {
    enter(key) {
      const count = running.get(key) ?? 0
      if (count >= limit) return undefined
      running.set(key, count + 1)
      let isInside = true
      return () => {
        if (!isInside) return
        isInside = false
        const others = (running.get(key) ?? 0) - 1
        if (others > 0) running.set(key, others)
        else running.delete(key)
      }
    }
  }
}
