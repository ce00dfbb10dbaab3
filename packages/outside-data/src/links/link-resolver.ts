import { setTimeout } from 'node:timers/promises'
import { OutsideError } from '../outside-error.ts'
import type { Address, Geocoder } from '../places/places.ts'
import type { Position } from '../position.ts'
import { readGoogleList } from './google-list.ts'
import type { LinkReader } from './link-reader.ts'
import type { LinkResolver, ListKind, PlaceList } from './links.ts'
import { findFeatureId, findName, findPosition, readMapUrl, serviceOf } from './map-url.ts'
import { readNaverList } from './naver-list.ts'

export interface LinkResolverOptions {
  /** Called for every request. */
  createReader: () => LinkReader
  geocoder: Geocoder
}

/** So long an address may take, when the position is known already. */
const ADDRESS_MILLISECONDS = 1000

const readers: Record<ListKind, (link: string, reader: LinkReader) => Promise<PlaceList>> = {
  'google-list': readGoogleList,
  'naver-list': readNaverList
}

/** Links of maps, and the lists people share there. */
export function createLinkResolver({ createReader, geocoder }: LinkResolverOptions): LinkResolver {
  /** Only the position was asked for: without an address the answer is still good. */
  async function addressOf(position: Position): Promise<Address | undefined> {
    const address = geocoder.reverse(position, 'en').catch((error: unknown) => {
      if (error instanceof OutsideError) return undefined
      throw error
    })
    return Promise.race([address, setTimeout(ADDRESS_MILLISECONDS, undefined, { ref: false })])
  }

  return {
    async resolve(link) {
      const given = readMapUrl(link)
      const service = serviceOf(given)
      const { url, text } =
        hasPosition(given) || !service
          ? { url: given, text: '' }
          : await createReader().follow(given, service, hasPosition)
      const position = findPosition(url.href) ?? findPosition(text)
      if (!position)
        throw new OutsideError(
          'no_coordinates',
          'The link tells no coordinates: search for the place by its name with search_place'
        )
      const address = await addressOf(position)
      return {
        ...position,
        name: findName(url) ?? address?.name ?? null,
        address: address?.address ?? null,
        google_ftid: findFeatureId(url),
        attribution: address?.attribution ?? null
      }
    },

    importList: (link, kind) => readers[kind](link, createReader())
  }
}

function hasPosition(url: URL): boolean {
  return findPosition(url.href) !== undefined
}
