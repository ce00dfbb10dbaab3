export interface Page {
  status: number
  headers: Headers
  body: string
}

export interface Form {
  action: string
  fields: [string, string][]
}

interface Request {
  method?: 'POST'
  body?: URLSearchParams
  headers?: Record<string, string>
}

/** A browser without script: keeps cookies, reads forms, follows nothing by itself. */
export class Browser {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  get(url: string): Promise<Page> {
    return this.#fetch(url)
  }

  post(url: string, fields: [string, string][], headers: Record<string, string> = {}): Promise<Page> {
    return this.#fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.#origin, ...headers }
    })
  }

  /** Opens a page and goes on to where it sends browsers, to the first that is one itself or lies elsewhere. */
  async follow(url: string): Promise<{ url: string; page: Page }> {
    let place = new URL(url, this.#origin)
    let page = await this.get(place.href)
    for (let location = page.headers.get('location'); location !== null; location = page.headers.get('location')) {
      place = new URL(location, place)
      if (place.origin !== this.#origin) break
      page = await this.get(place.href)
    }
    return { url: place.href, page }
  }

  async signIn(email: string, password: string, returnTo = '/'): Promise<Page> {
    const { body } = await this.get(`/login?return_to=${encodeURIComponent(returnTo)}`)
    const { action, fields } = readForm(body)
    return this.post(action, [...fields, ['email', email], ['password', password]])
  }

  async #fetch(url: string, init: Request = {}): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(new URL(url, this.#origin), {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...init.headers }
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return { status: reply.status, headers: reply.headers, body: await reply.text() }
  }
}

/** What a page's first form would post without anybody touching it: its hidden inputs and ticked boxes. */
export function readForm(body: string): Form {
  const [, action = '', content = ''] = /<form[^>]* action="([^"]*)"[^>]*>(.*?)<\/form>/s.exec(body) ?? []
  const inputs = content.matchAll(/<input type="(hidden|checkbox)" name="([^"]*)" value="([^"]*)"( checked)?>/g)
  const fields: [string, string][] = []
  for (const [, type, name = '', value = '', checked] of inputs)
    if (type === 'hidden' || checked) fields.push([name, unescape(value)])
  return { action, fields }
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)))
}
