import type { IncomingHttpHeaders } from 'node:http'

const DIRECTIVE = /([!#$%&'*+.^_`|~0-9a-z-]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/gi
/** What RFC 9111 section 1.2.2 makes of a number too large to count to. */
const LONGEST = 2 ** 31

/**
 * For how long an answer says it may be kept, in seconds and as the sender put it: the caller sets the bounds.
 * `no-store` and `no-cache` are 0, as is freshness that cannot be understood (RFC 9111 section 4.2.1). Absent: it does
 * not say.
 */
export function readCacheSeconds(headers: IncomingHttpHeaders): number | undefined {
  const directives = readDirectives(headers['cache-control'] ?? '')
  if (directives.has('no-store') || directives.has('no-cache')) return 0
  const maxAge = directives.get('max-age')
  if (maxAge !== undefined) return /^\d+$/.test(maxAge) ? Math.min(Number(maxAge), LONGEST) : 0
  if (headers.expires === undefined) return undefined
  const sentAt = Date.parse(headers.date ?? '')
  const seconds = (Date.parse(headers.expires) - (Number.isNaN(sentAt) ? Date.now() : sentAt)) / 1000
  return Number.isNaN(seconds) ? 0 : Math.min(Math.max(Math.floor(seconds), 0), LONGEST)
}

/** The first of each directive counts. */
function readDirectives(header: string): Map<string, string> {
  const directives = new Map<string, string>()
  for (const [, name = '', quoted, token] of header.matchAll(DIRECTIVE)) {
    const key = name.toLowerCase()
    if (!directives.has(key)) directives.set(key, quoted ?? token ?? '')
  }
  return directives
}
