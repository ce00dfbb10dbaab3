import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { connect as connectSocket, type AddressInfo, type Server, type Socket } from 'node:net'
import { generate } from 'selfsigned'

/** A public address, and nobody's: connections to it end at the test's own server. */
export const PUBLIC_ADDRESS = '93.184.215.14'

interface Teardown {
  teardown(fn: () => void): void
}

export type TestAuthority = Awaited<ReturnType<typeof createTestAuthority>>

/** A certificate authority of this test run only. */
export async function createTestAuthority(name = 'Test authority') {
  const root = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true }
    ]
  })
  return {
    ca: root.cert,
    /** For one name, or for all that lead to one server. */
    async issue(hostname: string | string[], validity: { notBeforeDate?: Date; notAfterDate?: Date } = {}) {
      const { cert, private: key } = await generate([{ name: 'commonName', value: [hostname].flat()[0] ?? '' }], {
        ...validity,
        keyType: 'ec',
        algorithm: 'sha256',
        ca: { key: root.private, cert: root.cert },
        extensions: [{ name: 'subjectAltName', altNames: [hostname].flat().map((value) => ({ type: 2, value })) }]
      })
      return { cert, key }
    }
  }
}

/** Listens on a free port of the loopback interface until the test ends. */
export async function listen(t: Teardown, server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A stranger's web host: one server, the requests it saw, and the options that make its name lead to it. */
export async function startWebHost(
  t: Teardown,
  certificate: { cert: string; key: string },
  ca: string,
  listener: RequestListener
) {
  const hits: string[] = []
  const names: unknown[] = []
  const server = createServer(certificate, (request, reply) => {
    hits.push(request.url ?? '')
    listener(request, reply)
  })
  server.on('secureConnection', (socket) => names.push(socket.servername))
  const port = await listen(t, server)
  return { hits, names, ...leadTo(port, ca) }
}

/** The same without TLS, for documents on loopback. */
export async function startPlainHost(t: Teardown, listener: RequestListener): Promise<number> {
  return listen(t, createHttpServer(listener))
}

/** Options of a fetch whose connections, wherever they go, end at a local port; with what was asked for on the way. */
export function leadTo(port: number, ca?: string) {
  const lookups: string[] = []
  const connections: [address: string, port: number][] = []
  const options = {
    ...(ca !== undefined && { ca }),
    async resolve(hostname: string) {
      lookups.push(hostname)
      return [PUBLIC_ADDRESS]
    },
    connect(address: string, toPort: number) {
      connections.push([address, toPort])
      return connectSocket(port, '127.0.0.1')
    }
  }
  return { lookups, connections, options }
}
