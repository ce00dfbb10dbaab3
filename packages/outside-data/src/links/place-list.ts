import { OutsideError } from '../outside-error.ts'
import type { ListedPlace, PlaceList } from './links.ts'

/** More than this many places of one list are left out. */
export const MAX_LISTED = 500

/** @throws {OutsideError} `empty_list` when nothing has a position. */
export function placeListOf(name: string, found: (ListedPlace | undefined)[]): PlaceList {
  const places = found
    .filter((place) => place !== undefined)
    .slice(0, MAX_LISTED)
    .map(({ name: label, notes, address, ...place }) => ({
      ...place,
      name: plain(label),
      notes: notes && plain(notes),
      address: address && plain(address)
    }))
  if (places.length === 0)
    throw new OutsideError('empty_list', 'The list has no places with coordinates, or it is not shared with everybody')
  return { name: plain(name).trim().slice(0, 200), places }
}

/** Without characters that no database keeps. */
function plain(text: string): string {
  return text.replaceAll('\0', '')
}
