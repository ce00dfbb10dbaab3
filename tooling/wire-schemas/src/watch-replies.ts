import type { OutgoingHttpHeaders, Server } from 'node:http'
import { overhearBody, overhearReply } from './overhear.ts'
import { checkReply, type ReplyCheck } from './reply-check.ts'

/** Whatever has tap's `fail`. */
export interface WatchedTest {
  fail(message: string): unknown
}

/** What Fastify's `inject` takes, as far as it matters here. */
export interface InjectedRequest {
  method?: string | undefined
  headers?: OutgoingHttpHeaders | undefined
  payload?: unknown
}

/** What Fastify's `inject` answers with, as far as it matters here. */
export interface InjectedReply {
  statusCode: number
  headers: OutgoingHttpHeaders
  payload: string
}

export interface ReplyWatch {
  /** For clients that take one: the global `fetch`, with every reply checked while it is read. */
  fetch: typeof fetch
  /** For `app.inject`: checks the reply to a request, and answers with it. */
  injected<Reply extends InjectedReply>(request: InjectedRequest, reply: Reply): Reply
  /** For a server in this process: checks what it answers, from now on, whoever the client is. */
  server(server: Server): void
}

/** Fails a test as soon as an MCP endpoint replies what the published schema of its revision does not allow. */
export function watchReplies(t: WatchedTest): ReplyWatch {
  const onProblem = (problem: string) => void t.fail(`a reply is not what the protocol allows: ${problem}`)
  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      const body = request.body ? await request.clone().text() : undefined
      const response = await fetch(request)
      if (!response.body) return response
      const sent = { method: request.method, header: headerOf(request.headers), body }
      const head = { status: response.status, header: headerOf(response.headers) }
      return passOn(response, response.body, checkReply(sent, head, onProblem))
    },

    injected({ method = 'GET', headers = {}, payload }, reply) {
      const body = payload === undefined || typeof payload === 'string' ? payload : JSON.stringify(payload)
      const head = { status: reply.statusCode, header: headerOf(reply.headers) }
      const check = checkReply({ method, header: headerOf(headers), body }, head, onProblem)
      check.write(reply.payload)
      check.end()
      return reply
    },

    server(server) {
      server.prependListener('request', (request, response) => {
        const { method = 'GET' } = request
        const body = overhearBody(request)
        let check: ReplyCheck | undefined
        overhearReply(response, {
          head(status, headers) {
            const sent = { method, header: headerOf(request.headers), body: body() }
            check = checkReply(sent, { status, header: headerOf(headers) }, onProblem)
          },
          text: (text) => check?.write(text),
          end: () => check?.end()
        })
      })
    }
  }
}

function headerOf(headers: Headers | OutgoingHttpHeaders): (name: string) => string | undefined {
  const pairs = headers instanceof Headers ? [...headers] : Object.entries(headers)
  const values = new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => {
    const value = values.get(name)
    return value === undefined ? undefined : [value].flat().join(', ')
  }
}

/** The same response, whose body is checked on its way. */
function passOn(response: Response, body: ReadableStream<Uint8Array>, check: ReplyCheck): Response {
  const decoder = new TextDecoder()
  const checked = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      check.write(decoder.decode(chunk, { stream: true }))
      controller.enqueue(chunk)
    },
    flush: () => check.end()
  })
  const { status, statusText, headers, url } = response
  const copy = new Response(body.pipeThrough(checked), { status, statusText, headers })
  return Object.defineProperty(copy, 'url', { value: url })
}
