/**
 * Where to go after signing in: a path of this site, else the home page. Browsers read `//host`, `/\host` and paths with
 * control characters as other sites, so nothing but plain visible characters after a single slash is followed.
 */
export function safeReturnTo(wanted: unknown): string {
  const isLocalPath = typeof wanted === 'string' && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)
  return isLocalPath ? wanted : '/'
}
