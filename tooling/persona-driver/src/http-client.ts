import { check, Problem } from './problem.ts'
import { checkPreflight, checkReadable } from './cross-origin.ts'

export interface Reply {
  url: string
  status: number
  headers: Headers
  text: string
}

export interface HttpRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | URLSearchParams
}

export interface HttpClient {
  send: (url: string, request?: HttpRequest) => Promise<Reply>
}

/** How a client reaches servers: it follows no redirect, and is held to CORS when it runs in a page. */
export function createHttpClient({
  fetch = globalThis.fetch,
  userAgent,
  pageOrigin
}: {
  fetch: typeof globalThis.fetch | undefined
  userAgent: string | undefined
  pageOrigin: string | undefined
}): HttpClient {
  return {
    async send(url, { method = 'GET', headers = {}, body } = {}) {
      if (pageOrigin !== undefined) await checkPreflight(fetch, url, { method, headers, pageOrigin })
      const reply = await fetch(url, {
        method,
        redirect: 'manual',
        headers: {
          ...headers,
          ...(userAgent !== undefined && { 'user-agent': userAgent }),
          ...(pageOrigin !== undefined && { origin: pageOrigin })
        },
        ...(body !== undefined && { body })
      })
      if (pageOrigin !== undefined) checkReadable(reply, url, pageOrigin)
      check(reply.status < 300 || reply.status >= 400, `${url} redirects to ${reply.headers.get('location')}`)
      return { url, status: reply.status, headers: reply.headers, text: await reply.text() }
    }
  }
}

/** The JSON object of an answer. `null` in it breaks the parsers of several clients, so there is none. */
export function readJson({ url, headers, text }: Reply): Record<string, unknown> {
  const type = headers.get('content-type') ?? 'nothing'
  check(/^application\/json\b/i.test(type), `${url} answers with ${type} instead of JSON: ${text.slice(0, 80)}`)
  const document = parse(url, text)
  check(typeof document === 'object' && document !== null && !Array.isArray(document), `${url} is not a JSON object`)
  const member = findNull(document)
  check(member === undefined, `${url}: ${member} is null`)
  return document as Record<string, unknown>
}

/** What tells tokens and secrets may be in no cache (RFC 6749 section 5.1). */
export function checkNotStored({ url, headers }: Reply): void {
  const policy = headers.get('cache-control') ?? 'nothing'
  check(/\bno-store\b/i.test(policy), `${url} may be stored: Cache-Control is ${policy}`)
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(`${url} is not JSON: ${text.slice(0, 80)}`)
  }
}

function findNull(value: unknown, path: string[] = []): string | undefined {
  if (value === null) return path.join('.')
  if (typeof value !== 'object') return undefined
  for (const [key, member] of Object.entries(value)) {
    const found = findNull(member, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}
