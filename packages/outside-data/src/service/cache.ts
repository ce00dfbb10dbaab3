export interface CacheOptions<Value> {
  /** How long a value is good for; 0: not kept. */
  secondsOf: (value: Value) => number
  /** The oldest makes room. */
  maxEntries: number
  /** Milliseconds of a clock that does not go backwards. Default `performance.now`. */
  now?: (() => number) | undefined
}

export interface Cache<Value> {
  /**
   * What is known, or what `load` finds; equal requests wait for one load. Failures are not kept.
   *
   * @param key everything the answer depends on.
   */
  get(key: readonly unknown[], load: () => Promise<Value>): Promise<Value>
}

export function createCache<Value>({
  secondsOf,
  maxEntries,
  now = () => performance.now()
}: CacheOptions<Value>): Cache<Value> {
  const kept = new Map<string, { value: Value; goodUntil: number }>()
  const loading = new Map<string, Promise<Value>>()

  function keep(key: string, value: Value): void {
    const seconds = secondsOf(value)
    kept.delete(key)
    if (seconds <= 0) return
    const [oldest] = kept.keys()
    if (kept.size >= maxEntries && oldest !== undefined) kept.delete(oldest)
    kept.set(key, { value, goodUntil: now() + seconds * 1000 })
  }

  return {
    async get(parts, load) {
      const key = JSON.stringify(parts)
      const known = kept.get(key)
      if (known && known.goodUntil > now()) return known.value
      const underWay = loading.get(key)
      if (underWay) return underWay
      const loaded = load()
        .then((value) => {
          keep(key, value)
          return value
        })
        .finally(() => loading.delete(key))
      loading.set(key, loaded)
      return loaded
    }
  }
}
