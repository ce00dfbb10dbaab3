import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

/** A browser without script: keeps cookies, reads the consent form, follows nothing by itself. */
export class TestBrowser {
  readonly #app: FastifyInstance
  readonly #cookies = new Map<string, string>()

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#keep(
      await this.#app.inject({
        method: 'GET',
        url,
        headers: { accept: 'text/html', cookie: this.#header(), ...headers }
      })
    )
  }

  async post(
    url: string,
    form: [string, string][],
    headers: Record<string, string> = {}
  ): Promise<LightMyRequestResponse> {
    return this.#keep(
      await this.#app.inject({
        method: 'POST',
        url,
        headers: {
          accept: 'text/html',
          cookie: this.#header(),
          'content-type': 'application/x-www-form-urlencoded',
          ...headers
        },
        payload: new URLSearchParams(form).toString()
      })
    )
  }

  #header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(reply: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value } of reply.cookies) this.#cookies.set(name, value)
    return reply
  }
}

export interface ConsentForm {
  action: string
  fields: [string, string][]
  scopes: string[]
}

/** What the consent page would post: the form's action, hidden inputs and ticked scopes. */
export function readConsentForm(html: string): ConsentForm {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1] ?? ''
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)">/g)]
  const scopes = [...html.matchAll(/<input type="checkbox" name="scope" value="([^"]+)" checked>/g)]
  return {
    action,
    fields: hidden.map(([, name, value]) => [name ?? '', value ?? '']),
    scopes: scopes.map(([, scope]) => scope ?? '')
  }
}
