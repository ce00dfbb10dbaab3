export interface Page {
  /** Where the redirects ended. */
  url: URL
  status: number
  text: string
}

/** A browser without script, for one site: keeps the site's cookies and follows redirects, also those that leave it. */
export class Browser {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  open(url: string): Promise<Page> {
    return this.#follow(new URL(url, this.#origin))
  }

  postForm(path: string, fields: [string, string][]): Promise<Page> {
    return this.#follow(new URL(path, this.#origin), { method: 'POST', body: new URLSearchParams(fields) })
  }

  /** What the pages' script does; anything but success is an error. */
  async postJson(path: string, body: unknown): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const reply = await this.#send(new URL(path, this.#origin), { method: 'POST', body: JSON.stringify(body), headers })
    if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${await reply.text()}`)
  }

  async #follow(url: URL, init?: RequestInit): Promise<Page> {
    const reply = await this.#send(url, init)
    const location = reply.headers.get('location')
    if (location !== null) return this.#follow(new URL(location, url))
    return { url, status: reply.status, text: await reply.text() }
  }

  async #send(url: URL, init: RequestInit = {}): Promise<Response> {
    const isOurs = url.origin === this.#origin
    const headers = new Headers(init.headers)
    headers.set('accept', 'text/html')
    if (init.method === 'POST') headers.set('origin', this.#origin)
    if (isOurs) headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const reply = await fetch(url, { ...init, headers, redirect: 'manual' })
    if (isOurs) for (const cookie of reply.headers.getSetCookie()) this.#keep(cookie)
    return reply
  }

  #keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (name !== undefined && value !== undefined) this.#cookies.set(name, value)
  }
}
