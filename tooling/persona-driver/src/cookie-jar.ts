interface Cookie {
  name: string
  value: string
  path: string
  isStrict: boolean
}

/** The cookies of one origin, as far as they decide whether a sign-in holds: path, expiry, `SameSite=Strict`. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>()

  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const name = pair.slice(0, pair.indexOf('='))
      const attribute = (wanted: string) =>
        attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
      const maxAge = attribute('max-age')
      const expires = attribute('expires')
      const isGone =
        maxAge === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0
      const path = attribute('path') ?? '/'
      const key = `${name} ${path}`
      if (isGone) this.#cookies.delete(key)
      else {
        const isStrict = attribute('samesite')?.toLowerCase() === 'strict'
        this.#cookies.set(key, { name, value: pair.slice(name.length + 1), path, isStrict })
      }
    }
  }

  /** The Cookie header for a path; a request that another site caused carries no strict cookie. */
  header(pathname: string, { isCrossSite }: { isCrossSite: boolean }): string {
    return [...this.#cookies.values()]
      .filter(({ path, isStrict }) => covers(path, pathname) && !(isStrict && isCrossSite))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }
}

/** RFC 6265 section 5.1.4. */
function covers(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}
