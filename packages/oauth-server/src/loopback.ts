const HOSTS = ['127.0.0.1', 'localhost', '[::1]']

/** Plain http on this very machine, the one place where it is allowed (RFC 8252 section 7.3). */
export function isLoopbackHttp(url: URL): boolean {
  return url.protocol === 'http:' && HOSTS.includes(url.hostname)
}
