import { type AnswerHead, type ConnectionOptions, fetchGuarded, UnreachableError } from '@trek/guarded-fetch'
import { readCacheSeconds } from './cache-seconds.ts'
import { isStorableJson } from '../storable-json.ts'
import { DocumentUnavailableError } from './document-unavailable-error.ts'
import { judgeDocumentUrl } from './document-url.ts'

export interface FetchDocumentOptions extends ConnectionOptions {
  /** For everything from the DNS query to the last byte. Default 5000. */
  timeoutMilliseconds?: number
  /** How large the body may be. Default 5120. */
  maxBytes?: number
}

export interface FetchedDocument {
  /** The parsed JSON, whatever its shape. */
  body: unknown
  /** How long the answer says it may be kept, without bounds; 0: not at all, absent: it does not say. */
  cacheSeconds: number | undefined
}

const HEADERS = {
  accept: 'application/json',
  'accept-encoding': 'identity',
  // Some web hosts turn away requests without one.
  'user-agent': 'oauth-server'
}
const JSON_TYPE = /^application\/(?:[a-z0-9!#$&^_.+-]+\+)?json[ \t]*(?:;|$)/i

/**
 * Fetches a small JSON document from a URL a stranger chose, once and without following anything.
 *
 * It does not say whether the document is any good, keeps nothing, and sends nothing about the person it is for. Nothing
 * from the environment (proxies, disabled certificate checks) applies.
 *
 * @throws {DocumentUnavailableError} whatever went wrong.
 */
export async function fetchDocument(url: string, options: FetchDocumentOptions = {}): Promise<FetchedDocument> {
  const { timeoutMilliseconds = 5000, maxBytes = 5120, allowLoopbackHttp = false } = options
  const verdict = judgeDocumentUrl(url, { allowLoopbackHttp })
  if (!verdict.isAcceptable) throw new DocumentUnavailableError('url_refused', verdict.rule)

  try {
    const { body, headers } = await fetchGuarded(new URL(url), {
      ...options,
      timeoutMilliseconds,
      maxBytes,
      headers: HEADERS,
      checkHead
    })
    return { body: parse(body), cacheSeconds: readCacheSeconds(headers) }
  } catch (error) {
    if (error instanceof UnreachableError) throw new DocumentUnavailableError(error.reason, error.detail)
    throw error
  }
}

function checkHead({ status, headers }: AnswerHead) {
  if (status >= 300 && status < 400) throw new DocumentUnavailableError('redirected', `${status}`)
  if (status !== 200) throw new DocumentUnavailableError('status_not_ok', `${status}`)
  // Identity was asked for; unpacking would let few bytes become many.
  if (headers['content-encoding'] !== undefined) throw new DocumentUnavailableError('content_encoded')
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) throw new DocumentUnavailableError('not_json', 'content type')
}

function parse(body: Buffer): unknown {
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new DocumentUnavailableError('not_json', 'body')
  }
  if (!isStorableJson(document)) throw new DocumentUnavailableError('not_json', 'characters that are no text')
  return document
}
