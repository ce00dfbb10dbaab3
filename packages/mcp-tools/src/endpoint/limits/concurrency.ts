/** Counts what runs at this moment in this process, by key. */
export interface Concurrency {
  /** Answers with what to call at the end; with nothing when as many run as may. */
  enter(key: string): (() => void) | undefined
}

export function createConcurrency(limit: number): Concurrency {
  const running = new Map<string, number>()
  return {
    enter(key) {
      const count = running.get(key) ?? 0
      if (count >= limit) return undefined
      running.set(key, count + 1)
      let hasLeft = false
      return () => {
        if (hasLeft) return
        hasLeft = true
        const left = (running.get(key) ?? 1) - 1
        if (left === 0) running.delete(key)
        else running.set(key, left)
      }
    }
  }
}
