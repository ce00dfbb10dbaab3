import { once } from 'node:events'
import { connect as connectSocket, isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, rootCertificates } from 'node:tls'
import { isGlobalAddress } from './address.ts'
import { createDnsResolver, type Resolver } from './dns-resolver.ts'
import { unlessAborted } from './unless-aborted.ts'
import { codeOf, UnreachableError } from './unreachable-error.ts'

/** Opens a TCP connection to an address that has been checked. It must go nowhere else; tests map it to a local server. */
export type Connect = (address: string, port: number, signal: AbortSignal) => Duplex | Promise<Duplex>

export interface ConnectionOptions {
  /** Default: `createDnsResolver()`, the DNS servers of the system. */
  resolve?: Resolver
  /** Default: a TCP socket. */
  connect?: Connect
  /** Certificate authorities (PEM) to trust besides those that come with Node; `NODE_EXTRA_CA_CERTS` is then not read. */
  ca?: string | string[]
  /** Whether `http` on a loopback host, any port, is reached: for a server that runs on loopback itself. Default false. */
  allowLoopbackHttp?: boolean
}

/** How long an address may keep us waiting when there is one of the other family to try. */
const FIRST_ATTEMPT_MILLISECONDS = 1500

const LOOPBACK: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  '127.0.0.1': ['127.0.0.1'],
  '[::1]': ['::1']
}

/**
 * A connection to the host of an `https` URL: TLS on port 443, verified against the name, to exactly an address that was
 * found public. Aborting the signal ends it, opened or not.
 *
 * @throws {UnreachableError}
 */
export async function openConnection(url: URL, options: ConnectionOptions, signal: AbortSignal): Promise<Duplex> {
  const { connect = connectTcp, allowLoopbackHttp = false } = options
  if (url.protocol === 'http:' && allowLoopbackHttp)
    return connectFirst(loopbackAddresses(url), Number(url.port || 80), connect, signal)
  if (url.protocol !== 'https:') throw new UnreachableError('url_refused', 'it is not https')
  if (url.port !== '') throw new UnreachableError('url_refused', 'it names a port')
  const addresses = await findPublicAddresses(url.hostname, options.resolve ?? createDnsResolver(), signal)
  const socket = await connectFirst(addresses, 443, connect, signal)
  return secure(socket, url.hostname, options.ca, signal)
}

/** Every address must be public: a name that also leads inside is not to be trusted with the rest. */
async function findPublicAddresses(hostname: string, resolve: Resolver, signal: AbortSignal): Promise<string[]> {
  const answer = (async () => resolve(hostname, signal))()
  const addresses = await unlessAborted(answer, signal).catch((error: unknown) => {
    throw new UnreachableError('name_not_resolved', codeOf(error))
  })
  if (addresses.length === 0) throw new UnreachableError('name_not_resolved')
  const refused = addresses.find((address) => !isGlobalAddress(address))
  if (refused !== undefined) throw new UnreachableError('address_not_public', refused)
  // One of each family: a host without IPv6 gets through, and a long list makes us knock on two doors at most.
  return addresses.filter((address, at) => addresses.findIndex((other) => isIP(other) === isIP(address)) === at)
}

function loopbackAddresses(url: URL): string[] {
  const addresses = LOOPBACK[url.hostname]
  if (!addresses) throw new UnreachableError('url_refused', 'http is allowed on loopback only')
  return addresses
}

async function connectFirst(addresses: string[], port: number, connect: Connect, signal: AbortSignal): Promise<Duplex> {
  let failure: unknown
  for (const [at, address] of addresses.entries()) {
    const isLast = at === addresses.length - 1
    try {
      return await attempt(connect, address, port, signal, isLast ? undefined : FIRST_ATTEMPT_MILLISECONDS)
    } catch (error) {
      failure = error
      if (signal.aborted) break
    }
  }
  throw new UnreachableError('connection_failed', codeOf(failure))
}

async function attempt(
  connect: Connect,
  address: string,
  port: number,
  signal: AbortSignal,
  milliseconds: number | undefined
): Promise<Duplex> {
  const giveUp = new AbortController()
  const timer = milliseconds === undefined ? undefined : setTimeout(() => giveUp.abort(), milliseconds)
  const attemptSignal = AbortSignal.any([signal, giveUp.signal])
  const opening = (async () => connect(address, port, attemptSignal))()
  try {
    return endWith(await unlessAborted(opening, attemptSignal), signal)
  } catch (error) {
    // A socket that opens after all is closed at once.
    opening.then(
      (socket) => socket.destroy(),
      () => {}
    )
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function connectTcp(address: string, port: number, signal: AbortSignal): Promise<Duplex> {
  const socket = connectSocket({ host: address, port, signal })
  await once(socket, 'connect')
  return socket
}

async function secure(
  socket: Duplex,
  hostname: string,
  ca: string | string[] | undefined,
  signal: AbortSignal
): Promise<Duplex> {
  try {
    const secured = connectTls({
      socket,
      servername: hostname,
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED does not switch it off.
      rejectUnauthorized: true,
      ...(ca !== undefined && { ca: [...rootCertificates, ...[ca].flat()] })
    })
    socket.on('error', (error) => secured.destroy(error))
    endWith(secured, signal)
    await unlessAborted(once(secured, 'secureConnect'), signal)
    return secured
  } catch (error) {
    throw new UnreachableError('tls_failed', codeOf(error))
  }
}

/** Whatever is opened ends with the signal, and its late errors are nobody's. */
function endWith<Stream extends Duplex>(stream: Stream, signal: AbortSignal): Stream {
  stream.on('error', () => {})
  if (signal.aborted) stream.destroy()
  else signal.addEventListener('abort', () => stream.destroy(), { once: true })
  return stream
}
