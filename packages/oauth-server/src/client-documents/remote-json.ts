import type { FastifyBaseLogger } from 'fastify'
import type { Settings } from '../options.ts'
import { DocumentUnavailableError } from '../remote-documents/document-unavailable-error.ts'
import { fetchDocument, type FetchedDocument } from '../remote-documents/fetch-document.ts'
import { createFetchLimits, type FetchLimits } from '../remote-documents/fetch-limits.ts'

const SHORTEST_SECONDS = 5 * 60
const LONGEST_SECONDS = 24 * 3600
const DEFAULT_SECONDS = 3600
const RETRY_SECONDS = 60
/** So long what was known is still good for those who are connected already, while its host is down. */
const STALE_SECONDS = 7 * 24 * 3600

export interface ReadOptions {
  /** Bytes. Default 5 KB. */
  maxBytes?: number
  /** Whether an old copy will do when there is no new one to be had. */
  allowStale?: boolean
  /** Fetches it even if the copy is fresh, unless that was tried less than a minute ago. */
  force?: boolean
  /** Called before anything is fetched: throws when the one who asks has asked for too much. */
  beforeFetch?: () => Promise<void>
}

/** JSON documents of other hosts, cached in the store for all nodes. */
export interface RemoteJson {
  /**
   * @throws {DocumentUnavailableError} when it cannot be had.
   */
  read(url: string, options?: ReadOptions): Promise<unknown>
}

export function createRemoteJson(
  { store, clientDocuments, isSecure }: Pick<Settings, 'store' | 'clientDocuments' | 'isSecure'>,
  log: FastifyBaseLogger
): RemoteJson {
  const limits: FetchLimits<FetchedDocument> = createFetchLimits()

  async function fetch(url: string, maxBytes: number): Promise<unknown> {
    const { resolve, connect, ca } = clientDocuments ?? {}
    const options = {
      maxBytes,
      // Only a server that is itself on loopback, in development, reads documents from there.
      allowLoopbackHttp: !isSecure,
      ...(resolve && { resolve }),
      ...(connect && { connect }),
      ...(ca !== undefined && { ca })
    }
    try {
      const { body, cacheSeconds = DEFAULT_SECONDS } = await limits.run(url, () => fetchDocument(url, options))
      await store.remoteDocuments.keep(url, body, Math.min(Math.max(cacheSeconds, SHORTEST_SECONDS), LONGEST_SECONDS))
      return body
    } catch (error) {
      if (error instanceof DocumentUnavailableError) {
        log.info({ url, reason: error.reason, detail: error.detail }, 'a document could not be loaded')
        await store.remoteDocuments.noteFailure(url, RETRY_SECONDS)
      }
      throw error
    }
  }

  return {
    async read(url, { maxBytes = 5120, allowStale = false, force = false, beforeFetch } = {}) {
      const known = await store.remoteDocuments.find(url)
      const { document } = known ?? {}
      const isDue = force ? (known?.secondsSinceAttempt ?? Infinity) >= RETRY_SECONDS : !document?.isFresh
      if (document && !isDue) return document.body
      try {
        if (known?.hasJustFailed) throw new DocumentUnavailableError('failed_before')
        await beforeFetch?.()
        return await fetch(url, maxBytes)
      } catch (error) {
        const isUsable = document && (document.isFresh || (allowStale && document.ageSeconds < STALE_SECONDS))
        if (error instanceof DocumentUnavailableError && isUsable) return document.body
        throw error
      }
    }
  }
}
