import { type ConnectionOptions, fetchGuarded, type GuardedAnswer, UnreachableError } from '@trek/guarded-fetch'
import { OutsideError } from '../outside-error.ts'
import { type Outbound, requireOutbound } from '../service/outbound.ts'
import { type MapService, serviceOf } from './map-url.ts'

const MAX_BYTES = 2 * 1024 * 1024
const MAX_HOPS = 5

const NAMES: Record<MapService, string> = { google: 'Google Maps', naver: 'Naver Maps' }

export interface ReadLink {
  /** Where it led in the end. */
  url: URL
  /** The page there; empty when `isEnough` ended it before. */
  text: string
}

/** Fetches pages of map services, and of nobody else. */
export interface LinkReader {
  /**
   * Follows redirects until `isEnough` says of an address that it will do, or there is a page. Every hop has to be a
   * host of the same service, at a public address.
   *
   * @throws {OutsideError} `upstream_failed`, or `unsupported_link` when it leads somewhere else.
   */
  follow(url: URL, service: MapService, isEnough?: (url: URL) => boolean): Promise<ReadLink>
}

/** A reader for one request: all it fetches has to be there within the time of one call. */
export function createLinkReader(connection: ConnectionOptions, outbound: Outbound): LinkReader {
  const deadline = performance.now() + outbound.timeoutMilliseconds

  function failed(service: MapService, reason: string): OutsideError {
    outbound.onFailure({ service: NAMES[service], reason })
    return new OutsideError(
      'upstream_failed',
      `${NAMES[service]} could not be read. It has no official way to do so, and changes without notice: try again later, or ask the person for names and addresses`
    )
  }

  async function get(url: URL, service: MapService): Promise<GuardedAnswer> {
    try {
      return await fetchGuarded(url, {
        ...connection,
        timeoutMilliseconds: Math.max(1, deadline - performance.now()),
        maxBytes: MAX_BYTES,
        headers: {
          accept: 'text/html,application/json',
          'accept-encoding': 'identity',
          'accept-language': 'en',
          'user-agent': outbound.userAgent
        }
      })
    } catch (error) {
      if (error instanceof UnreachableError) throw failed(service, error.reason)
      throw error
    }
  }

  return {
    async follow(start, service, isEnough = () => false) {
      requireOutbound(outbound)
      let url = start
      for (let hops = 0; hops <= MAX_HOPS; hops++) {
        if (serviceOf(url) !== service)
          throw new OutsideError('unsupported_link', `The link does not lead to ${NAMES[service]}`)
        if (isEnough(url)) return { url, text: '' }
        const { status, headers, body } = await get(url, service)
        if (status === 200) return { url, text: body.toString('utf8') }
        const target = status >= 300 && status < 400 ? nextUrl(url, headers.location) : undefined
        if (!target) throw failed(service, `status_${status}`)
        url = target
      }
      throw failed(service, 'too_many_redirects')
    }
  }
}

/** Where a redirect leads. Google's consent page, shown to visitors without cookies, carries the address on. */
function nextUrl(from: URL, location: string | undefined): URL | undefined {
  if (location === undefined || !URL.canParse(location, from.href)) return undefined
  const target = new URL(location, from.href)
  const onward = target.hostname === 'consent.google.com' ? target.searchParams.get('continue') : null
  const url = onward !== null && URL.canParse(onward) ? new URL(onward) : target
  if (url.protocol === 'http:') url.protocol = 'https:'
  return url
}
