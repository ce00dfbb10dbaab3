import type { ConsentForm } from './consent-form.ts'
import { CookieJar } from './cookie-jar.ts'
import { check } from './problem.ts'

/** Where a navigation ended: on a page, or with the browser being sent away from the server. */
export interface Arrival {
  url: URL
  /** The page before it, when a redirect led here. */
  sentFrom: URL | undefined
  status: number
  headers: Headers
  html: string
  /** The redirect that leaves the origin, to the letter; the browser does not follow it. */
  sentAwayTo: string | undefined
}

const REDIRECT_LIMIT = 10

/** A person's browser without script, for the pages of one origin. */
export class FakeBrowser {
  readonly #origin: string
  readonly #fetch: typeof globalThis.fetch
  readonly #cookies = new CookieJar()

  constructor(origin: string, fetch: typeof globalThis.fetch = globalThis.fetch) {
    this.#origin = origin
    this.#fetch = fetch
  }

  /** Opens a link of another program or site, or (`isCrossSite: false`) of the page that is open. */
  async open(url: URL, { isCrossSite = true } = {}): Promise<Arrival> {
    return this.#navigate(url, { method: 'GET' }, isCrossSite)
  }

  /** Presses a button of a form on a page. */
  async submit(page: Arrival, form: ConsentForm): Promise<Arrival> {
    // A page without referrers has no origin to tell either (Fetch, "append a request Origin header").
    const isNameless = /no-referrer(?!-)/.test(page.headers.get('referrer-policy') ?? '')
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: isNameless ? 'null' : page.url.origin
    }
    const body = new URLSearchParams(form.fields).toString()
    return this.#navigate(new URL(form.action, page.url), { method: 'POST', headers, body }, false)
  }

  /** A request of the host's own script, with this browser's cookies. */
  async fetch(path: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
    const url = new URL(path, this.#origin)
    const reply = await this.#send(url, init, { isCrossSite: false, mode: 'cors' })
    return { status: reply.status, text: await reply.text() }
  }

  async #navigate(
    target: URL,
    init: { method: string; headers?: Record<string, string>; body?: string },
    isCrossSite: boolean
  ): Promise<Arrival> {
    let url = target
    let request = init
    let sentFrom: URL | undefined
    for (let redirects = 0; redirects < REDIRECT_LIMIT; redirects++) {
      const reply = await this.#send(url, request, { isCrossSite, mode: 'navigate' })
      const html = await reply.text()
      const location = reply.status >= 300 && reply.status < 400 ? reply.headers.get('location') : null
      const arrival = { url, sentFrom, status: reply.status, headers: reply.headers, html }
      if (location === null) return { ...arrival, sentAwayTo: undefined }
      check(request.method === 'GET' || reply.status < 304, `the form is posted on to ${location} (${reply.status})`)
      if (!this.#isHere(location)) return { ...arrival, sentAwayTo: location }
      sentFrom = url
      url = new URL(location, url)
      request = { method: 'GET' }
    }
    throw new Error(`more than ${REDIRECT_LIMIT} redirects from ${target.pathname}`)
  }

  async #send(
    url: URL,
    init: { method?: string; headers?: Record<string, string>; body?: string },
    { isCrossSite, mode }: { isCrossSite: boolean; mode: string }
  ): Promise<Response> {
    const cookie = this.#cookies.header(url.pathname, { isCrossSite })
    const reply = await this.#fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: mode === 'navigate' ? 'text/html' : 'application/json',
        'sec-fetch-mode': mode,
        'sec-fetch-site': isCrossSite ? 'cross-site' : 'same-origin',
        ...(cookie !== '' && { cookie }),
        ...init.headers
      }
    })
    this.#cookies.keep(reply.headers)
    return reply
  }

  #isHere(location: string): boolean {
    return !/^[a-z][a-z0-9+.-]*:/i.test(location) || new URL(location).origin === this.#origin
  }
}
