import { createServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { generate } from 'selfsigned'

/** A public address, and nobody's: connections to it end at this host. */
const PUBLIC_ADDRESS = '93.184.215.14'

export interface DocumentHost {
  /** Puts a document where strangers would. */
  publish: (url: string, document: unknown) => Promise<void>
  /** What a server that fetches documents needs to find them here: trust, names and a way. */
  options: {
    ca: string
    resolve: (hostname: string) => Promise<string[]>
    connect: (address: string, port: number) => Socket
  }
  close(): Promise<void>
}

/**
 * The web hosts of all the clients in the world, on one port of this machine: each name gets a certificate of an
 * authority made for this run.
 */
export async function startDocumentHost(): Promise<DocumentHost> {
  const documents = new Map<string, unknown>()
  const contexts = new Map<string, SecureContext>()
  const authority = await createAuthority()
  const server = createServer(
    {
      SNICallback: (hostname, answer) => {
        const context = contexts.get(hostname)
        answer(context ? null : new Error(`nobody publishes at ${hostname}`), context)
      }
    },
    (request, reply) => {
      const document = documents.get(`https://${request.headers.host}${request.url}`)
      reply.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' })
      reply.end(JSON.stringify(document ?? {}))
    }
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    async publish(url, document) {
      const { hostname } = new URL(url)
      if (!contexts.has(hostname)) contexts.set(hostname, createSecureContext(await authority.issue(hostname)))
      documents.set(url, document)
    },
    options: { ca: authority.ca, resolve: async () => [PUBLIC_ADDRESS], connect: () => connect(port, '127.0.0.1') },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

async function createAuthority() {
  const root = await generate([{ name: 'commonName', value: 'Persona authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true }
    ]
  })
  return {
    ca: root.cert,
    async issue(hostname: string) {
      const { cert, private: key } = await generate([{ name: 'commonName', value: hostname }], {
        keyType: 'ec',
        algorithm: 'sha256',
        ca: { key: root.private, cert: root.cert },
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: hostname }] }]
      })
      return { cert, key }
    }
  }
}
