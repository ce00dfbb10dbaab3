import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import { readCacheSeconds } from './cache-seconds.ts'
import { openConnection, type ConnectionOptions } from './connection.ts'
import { codeOf, DocumentUnavailableError } from './document-unavailable-error.ts'
import { judgeDocumentUrl } from './document-url.ts'
import { unlessAborted } from './unless-aborted.ts'

export interface FetchDocumentOptions extends ConnectionOptions {
  /** For everything from the DNS query to the last byte. Default 5000. */
  timeoutMilliseconds?: number
  /** How large the body may be. Default 5120. */
  maxBytes?: number
  /** Whether `http` on a loopback host is fetched: for a server that runs on loopback itself. Default false. */
  allowLoopbackHttp?: boolean
}

export interface FetchedDocument {
  /** The parsed JSON, whatever its shape. */
  body: unknown
  /** How long the answer says it may be kept, without bounds; 0: not at all, absent: it does not say. */
  cacheSeconds: number | undefined
}

const JSON_TYPE = /^application\/(?:[a-z0-9!#$&^_.+-]+\+)?json[ \t]*(?:;|$)/i
const MAX_HEADER_BYTES = 8192

/**
 * Fetches a small JSON document from a URL a stranger chose, once and without following anything.
 *
 * It does not say whether the document is any good, keeps nothing, and sends nothing about the person it is for. Nothing
 * from the environment (proxies, disabled certificate checks) applies.
 *
 * @throws {DocumentUnavailableError} whatever went wrong.
 */
export async function fetchDocument(url: string, options: FetchDocumentOptions = {}): Promise<FetchedDocument> {
  const { timeoutMilliseconds = 5000, allowLoopbackHttp = false } = options
  const verdict = judgeDocumentUrl(url, { allowLoopbackHttp })
  if (!verdict.isAcceptable) throw new DocumentUnavailableError('url_refused', verdict.rule)

  const end = new AbortController()
  const timer = setTimeout(() => end.abort(new DocumentUnavailableError('timed_out')), timeoutMilliseconds)
  try {
    return await unlessAborted(load(new URL(url), options, end.signal), end.signal)
  } catch (error) {
    if (error instanceof DocumentUnavailableError) throw error
    throw new DocumentUnavailableError('answer_malformed', codeOf(error))
  } finally {
    clearTimeout(timer)
    end.abort()
  }
}

async function load(url: URL, options: FetchDocumentOptions, signal: AbortSignal): Promise<FetchedDocument> {
  const socket = await openConnection(url, options, signal)
  const answer = await get(url, socket)
  checkHead(answer)
  const body = await readBody(answer, options.maxBytes ?? 5120)
  return { body: parse(body), cacheSeconds: readCacheSeconds(answer.headers) }
}

/** With `createConnection` and no agent, Node neither looks the host up nor reuses a connection. */
function get(url: URL, socket: Duplex): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request({
      createConnection: () => socket,
      method: 'GET',
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        accept: 'application/json',
        'accept-encoding': 'identity',
        // Some web hosts turn away requests without one.
        'user-agent': 'oauth-server'
      },
      maxHeaderSize: MAX_HEADER_BYTES,
      insecureHTTPParser: false
    })
      .once('response', resolve)
      .on('error', reject)
      // A switch of protocols ends the request with neither of these.
      .once('close', () => reject(new Error('closed')))
      .end()
  })
}

function checkHead({ statusCode = 0, headers }: IncomingMessage) {
  if (statusCode >= 300 && statusCode < 400) throw new DocumentUnavailableError('redirected', `${statusCode}`)
  if (statusCode !== 200) throw new DocumentUnavailableError('status_not_ok', `${statusCode}`)
  // Identity was asked for; unpacking would let few bytes become many.
  if (headers['content-encoding'] !== undefined) throw new DocumentUnavailableError('content_encoded')
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) throw new DocumentUnavailableError('not_json', 'content type')
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(answer.headers['content-length']) > maxBytes) throw new DocumentUnavailableError('too_large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new DocumentUnavailableError('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown
  } catch {
    throw new DocumentUnavailableError('not_json', 'body')
  }
}
