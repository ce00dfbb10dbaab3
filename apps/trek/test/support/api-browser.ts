export interface ApiReply {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
  body: any
}

/** What our pages do in a browser: calls from our own origin, with the cookie the server set. */
export class ApiBrowser {
  readonly #url: string
  cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {}
  ): Promise<ApiReply> {
    const reply = await this.open(method, path, body, headers)
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, body: text === '' ? null : JSON.parse(text) }
  }

  /** The same, with the answer as it comes. */
  async open(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {}
  ): Promise<Response> {
    const sent = {
      origin: method === 'GET' ? undefined : this.#url,
      cookie: this.cookie || undefined,
      'content-type': body === undefined ? undefined : 'application/json',
      ...headers
    }
    const reply = await fetch(this.#url + path, {
      method,
      headers: Object.entries(sent).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])) as [
        string,
        string
      ][],
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const [cookie] = reply.headers.getSetCookie()
    if (cookie !== undefined) this.cookie = cookie.startsWith('trek_session=;') ? '' : (cookie.split(';')[0] ?? '')
    return reply
  }
}
