const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::(\d{1,5}))?(\/[^?#]*)?(\?[^#]*)?$/
const BARE_AUTHORITY = /^(https?:\/\/[^/?#]+)(\?[^#]*)?$/

export interface RedirectUriPolicy {
  /** Whether the three names of the loopback interface count as one. */
  isLoopbackHostEquivalent: boolean
}

/**
 * Whether a requested redirect URI is one the client registered.
 *
 * Exact comparison (RFC 9700 section 4.1.3) but for two allowances: loopback http may use any port (RFC 8252 section
 * 7.3), and an empty path is the root path (RFC 3986 section 6.2.3).
 */
export function matchesRedirectUri(registered: string, requested: string, policy: RedirectUriPolicy): boolean {
  if (withRootPath(registered) === withRootPath(requested)) return true
  const a = parseLoopback(registered)
  const b = parseLoopback(requested)
  if (!a || !b) return false
  return a.path === b.path && a.query === b.query && (a.host === b.host || policy.isLoopbackHostEquivalent)
}

/** Whether the URI leads to a program on the person's own machine: loopback http. */
export function isLoopbackRedirectUri(uri: string): boolean {
  return parseLoopback(uri) !== undefined
}

function parseLoopback(uri: string) {
  const match = LOOPBACK.exec(uri)
  if (!match || Number(match[2] ?? 80) > 65535) return undefined
  return { host: match[1], path: match[3] ?? '/', query: match[4] ?? '' }
}

function withRootPath(uri: string): string {
  return uri.replace(BARE_AUTHORITY, '$1/$2')
}
