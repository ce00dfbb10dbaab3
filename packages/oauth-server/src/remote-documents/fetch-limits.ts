import { DocumentUnavailableError } from './document-unavailable-error.ts'

export interface FetchLimitsOptions {
  /** Fetches under way at a time. Default 16. */
  concurrent?: number
  /** Of these, how many from one origin. Default 4. */
  perOriginConcurrent?: number
  /** Fetches begun within 60 seconds. Default 120. */
  perMinute?: number
  /** Of these, how many from one origin. Default 30. */
  perOriginPerMinute?: number
  /** Milliseconds of a clock that does not go backwards. Default `performance.now`. */
  now?: () => number
}

export interface FetchLimits<Document> {
  /**
   * Runs a fetch of this URL, or joins the one that is under way.
   *
   * @throws {DocumentUnavailableError} when a limit is reached; nothing is queued. Otherwise what `fetch` throws.
   */
  run(url: string, fetch: () => Promise<Document>): Promise<Document>
}

/**
 * Keeps strangers from turning us against a third party: bounds on the fetches of one process, together and by origin.
 * Limits by who asks are the caller's.
 */
export function createFetchLimits<Document>(options: FetchLimitsOptions = {}): FetchLimits<Document> {
  const { concurrent = 16, perOriginConcurrent = 4, perMinute = 120, perOriginPerMinute = 30 } = options
  const now = options.now ?? (() => performance.now())
  const underWay = new Map<string, { origin: string; document: Promise<Document> }>()
  let begun: { origin: string; at: number }[] = []

  function admit(origin: string) {
    const at = now()
    begun = begun.filter((fetch) => at - fetch.at < 60_000)
    if (underWay.size >= concurrent) throw new DocumentUnavailableError('too_many_at_once')
    if (count(underWay.values(), origin) >= perOriginConcurrent)
      throw new DocumentUnavailableError('too_many_of_origin_at_once')
    if (begun.length >= perMinute) throw new DocumentUnavailableError('too_many_per_minute')
    if (count(begun, origin) >= perOriginPerMinute) throw new DocumentUnavailableError('too_many_of_origin_per_minute')
    begun.push({ origin, at })
  }

  return {
    async run(url, fetch) {
      const shared = underWay.get(url)
      if (shared) return shared.document
      if (!URL.canParse(url)) throw new DocumentUnavailableError('url_refused', 'it is malformed')
      const { origin } = new URL(url)
      admit(origin)
      const document = (async () => fetch())().finally(() => underWay.delete(url))
      underWay.set(url, { origin, document })
      return document
    }
  }
}

function count(fetches: Iterable<{ origin: string }>, origin: string): number {
  let found = 0
  for (const fetch of fetches) if (fetch.origin === origin) found++
  return found
}
