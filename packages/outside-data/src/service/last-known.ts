import { OutsideError } from '../outside-error.ts'
import { createCache } from './cache.ts'

/** So long nobody waits again for what has just failed. */
const RETRY_SECONDS = 60

export interface LastKnownOptions {
  /** After so long the service is asked again. */
  goodForSeconds: number
  maxEntries: number
  /** Milliseconds of a clock that does not go backwards. Default `performance.now`. */
  now?: (() => number) | undefined
}

export interface LastKnown<Value> {
  /**
   * What is known, or what `load` finds; the last that was known while the service is of no use, `undefined` if nothing
   * ever was. Never rejects with an {OutsideError}.
   */
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>
}

/** A cache for what changes rarely, so that an old answer is better than none. */
export function createLastKnown<Value>({ goodForSeconds, maxEntries, now }: LastKnownOptions): LastKnown<Value> {
  const lastKnown = new Map<string, Value>()
  const cache = createCache<{ value: Value | undefined; isNew: boolean }>({
    secondsOf: ({ isNew }) => (isNew ? goodForSeconds : RETRY_SECONDS),
    maxEntries,
    now
  })

  async function find(key: string, load: () => Promise<Value | undefined>) {
    try {
      const value = await load()
      if (value !== undefined && (lastKnown.has(key) || lastKnown.size < maxEntries)) lastKnown.set(key, value)
      return { value, isNew: true }
    } catch (error) {
      if (error instanceof OutsideError) return { value: lastKnown.get(key), isNew: false }
      throw error
    }
  }

  return {
    async get(key, load) {
      return (await cache.get([key], () => find(key, load))).value
    }
  }
}
