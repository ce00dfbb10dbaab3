/**
 * Brings short texts to every node of the application, this one included. Losing one is allowed: whoever waits for it
 * gives up after a while.
 */
export interface MessageBus {
  /** At most `MESSAGE_LIMIT` bytes. */
  publish(message: string): Promise<void>
  listen(listener: (message: string) => void): () => void
}

/** A Postgres notification holds less than 8000 bytes. */
export const MESSAGE_LIMIT = 7000

/** For an application that is one process. */
export function createLocalBus(): MessageBus {
  const listeners = new Set<(message: string) => void>()
  return {
    async publish(message) {
      for (const listener of listeners) listener(message)
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}
