/** So many requests within so many seconds, all at once if need be; then one each time its share has gone by. */
export interface RateLimit {
  requests: number
  perSeconds: number
}

/** Counts on all nodes together. */
export interface RateLimitStore {
  /** Takes one of what is left under the key. Answers with the seconds to wait; 0 when it was allowed. */
  take(key: string, limit: RateLimit): Promise<number>
}
