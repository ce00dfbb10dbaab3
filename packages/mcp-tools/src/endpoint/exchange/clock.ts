/** How long a call may still take. Stands while a person thinks: nobody hurries them. */
export interface Clock {
  pause(): void
  resume(): void
  stop(): void
}

export function startClock(milliseconds: number, onOver: () => void): Clock {
  let left = milliseconds
  let startedAt = performance.now()
  let timer = setTimeout(onOver, left)
  let isStopped = false
  return {
    pause() {
      clearTimeout(timer)
      left -= performance.now() - startedAt
    },
    resume() {
      if (isStopped) return
      startedAt = performance.now()
      timer = setTimeout(onOver, Math.max(left, 0))
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    }
  }
}
