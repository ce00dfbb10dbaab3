import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { Teardown } from './trek.ts'

/** What a reverse proxy does besides passing on; nothing: it does its work well. */
export interface ProxyFaults {
  /** Answers by itself: true when it has. */
  answers?: (asked: { path: string; method: string; headers: IncomingHttpHeaders }, response: ServerResponse) => boolean
  /** What the server gets instead of what was sent. */
  request?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders
  /** What the client gets instead of what was answered. */
  response?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders
  /** Passes an answer on when it is whole. */
  isBuffering?: boolean
}

/** A reverse proxy on a port of this machine, with faults that can be changed while it runs. */
export async function startProxy(t: Teardown, { port, upstream }: { port: number; upstream: number }) {
  let faults: ProxyFaults = {}
  const server = createServer((asked, response) => {
    const { url: path = '/', method = 'GET', headers, socket } = asked
    if (faults.answers?.({ path, method, headers }, response)) return
    const forwarded = { ...headers, 'x-forwarded-for': socket.remoteAddress, 'x-forwarded-proto': 'http' }
    const passedOn = request(
      { port: upstream, path, method, headers: faults.request?.(forwarded) ?? forwarded },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, faults.response?.(answer.headers) ?? answer.headers)
        if (faults.isBuffering) {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.end(Buffer.concat(chunks)))
        } else answer.pipe(response)
      }
    )
    passedOn.on('error', () => response.destroy())
    response.on('close', () => passedOn.destroy())
    asked.pipe(passedOn)
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${port}`,
    /** From now on it has these, and no others. */
    breakWith(next: ProxyFaults) {
      faults = next
    }
  }
}
