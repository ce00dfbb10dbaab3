import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import { type ConnectionOptions, openConnection } from './connection.ts'
import { unlessAborted } from './unless-aborted.ts'
import { codeOf, UnreachableError } from './unreachable-error.ts'

export interface AnswerHead {
  status: number
  headers: IncomingHttpHeaders
}

export interface GuardedAnswer extends AnswerHead {
  body: Buffer
}

export interface FetchGuardedOptions extends ConnectionOptions {
  /** Sent besides `host`, in lower case. */
  headers?: Record<string, string>
  /** For everything from the DNS query to the last byte. */
  timeoutMilliseconds: number
  /** How large the body may be. */
  maxBytes: number
  /** Called before the body is read: what it throws ends the fetch and is thrown on. */
  checkHead?: (head: AnswerHead) => void
}

const MAX_HEADER_BYTES = 8192

/**
 * Fetches a URL a stranger chose with one GET, and follows nothing: a redirect is an answer like any other.
 *
 * It keeps nothing and sends nothing but the given headers; compressed bodies stay as they are. Nothing from the
 * environment (proxies, disabled certificate checks) applies.
 *
 * @throws {UnreachableError} when there is no answer to be had.
 */
export async function fetchGuarded(url: URL, options: FetchGuardedOptions): Promise<GuardedAnswer> {
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(new UnreachableError('timed_out')), options.timeoutMilliseconds)
  try {
    return await unlessAborted(load(url, options, end.signal), end.signal)
  } finally {
    clearTimeout(timer)
    end.abort()
  }
}

async function load(url: URL, options: FetchGuardedOptions, signal: AbortSignal): Promise<GuardedAnswer> {
  const socket = await openConnection(url, options, signal)
  const answer = await orMalformed(get(url, socket, options.headers))
  const head = { status: answer.statusCode ?? 0, headers: answer.headers }
  options.checkHead?.(head)
  return { ...head, body: await orMalformed(readBody(answer, options.maxBytes)) }
}

/** With `createConnection` and no agent, Node neither looks the host up nor reuses a connection. */
function get(url: URL, socket: Duplex, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request({
      createConnection: () => socket,
      method: 'GET',
      path: url.pathname + url.search,
      headers: { host: url.host, ...headers },
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

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(answer.headers['content-length']) > maxBytes) throw new UnreachableError('too_large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new UnreachableError('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function orMalformed<Value>(promised: Promise<Value>): Promise<Value> {
  try {
    return await promised
  } catch (error) {
    throw error instanceof UnreachableError ? error : new UnreachableError('answer_malformed', codeOf(error))
  }
}
