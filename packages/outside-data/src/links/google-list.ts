import { OutsideError } from '../outside-error.ts'
import { positionOf } from '../position.ts'
import type { LinkReader } from './link-reader.ts'
import type { ListedPlace, PlaceList } from './links.ts'
import { readMapUrl } from './map-url.ts'
import { MAX_LISTED, placeListOf } from './place-list.ts'

const LIST_ID = /(?:\/placelists\/list\/|!2s)([\w-]{15,100})/

/** @throws {OutsideError} */
export async function readGoogleList(link: string, reader: LinkReader): Promise<PlaceList> {
  const hasId = (url: URL) => LIST_ID.test(url.href)
  const { url, text } = await reader.follow(readMapUrl(link), 'google', hasId)
  const id = (LIST_ID.exec(url.href) ?? LIST_ID.exec(text))?.[1]
  if (id === undefined)
    throw new OutsideError('unsupported_link', 'The link is not one of a shared list: share the list itself')
  const address = new URL('https://www.google.com/maps/preview/entitylist/getlist?authuser=0&hl=en&gl=us')
  address.searchParams.set('pb', `!1m1!1s${id}!2e2!3e2!4i${MAX_LISTED}!16b1`)
  const answer = await reader.follow(address, 'google')
  // The first line is there to keep other sites from reading the rest as a script.
  const list = parse(answer.text.slice(answer.text.indexOf('\n') + 1))
  const name = at(list, 0, 4)
  const items = at(list, 0, 8)
  return placeListOf(typeof name === 'string' ? name : '', Array.isArray(items) ? items.map(toListedPlace) : [])
}

function toListedPlace(item: unknown): ListedPlace | undefined {
  const position = positionOf(at(item, 1, 5, 2), at(item, 1, 5, 3))
  if (!position) return undefined
  return {
    name: textOf(at(item, 2)) ?? '',
    ...position,
    notes: textOf(at(item, 3)),
    address: textOf(at(item, 1, 4)),
    google_ftid: featureIdOf(at(item, 1, 6)) ?? featureIdOf(at(item, 7, 1))
  }
}

/** The two 64-bit halves, as signed decimals, make the id that links carry. */
function featureIdOf(halves: unknown): string | null {
  const [first, second] = [hexOf(at(halves, 0)), hexOf(at(halves, 1))]
  return first !== undefined && second !== undefined ? `${first}:${second}` : null
}

function hexOf(half: unknown): string | undefined {
  if (typeof half !== 'string' || !/^-?\d{1,20}$/.test(half)) return undefined
  return `0x${BigInt.asUintN(64, BigInt(half)).toString(16)}`
}

function at(value: unknown, ...path: number[]): unknown {
  return path.reduce<unknown>((inner, index) => (Array.isArray(inner) ? (inner[index] as unknown) : undefined), value)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
