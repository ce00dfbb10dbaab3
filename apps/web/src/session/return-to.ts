/**
 * Where to go after signing in: a path of this site, else the trips. Browsers read `//host`, `/\host` and paths with
 * control characters as other sites, so nothing but plain visible characters after a single slash is followed.
 */
export function safeReturnTo(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return '/trips'
  return wanted
}

const OUTSIDE = ['/oauth/', '/api/', '/mcp', '/.well-known/']

/** Paths the server answers itself, not this app. */
export function isOutsideTheApp(path: string): boolean {
  return OUTSIDE.some((prefix) => path.startsWith(prefix))
}

/** Whether an application waits to be let in once somebody has signed in. */
export function isConnecting(search: string): boolean {
  return safeReturnTo(new URLSearchParams(search).get('return_to')).startsWith('/oauth/')
}
