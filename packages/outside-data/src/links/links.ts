import { type Static, Type } from 'typebox'
import type { Position } from '../position.ts'

export interface ResolvedLink extends Position {
  name: string | null
  address: string | null
  google_ftid: string | null
  /** To be shown with name and address; `null`: they are from the link itself. */
  attribution: string | null
}

/** A place of a list that somebody shared. */
export const ListedPlace = Type.Object({
  name: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  notes: Type.Union([Type.String(), Type.Null()]),
  address: Type.Union([Type.String(), Type.Null()]),
  google_ftid: Type.Union([Type.String(), Type.Null()])
})
export type ListedPlace = Static<typeof ListedPlace>

export interface PlaceList {
  name: string
  /** At most 500. */
  places: ListedPlace[]
}

export type ListKind = 'google-list' | 'naver-list'

/** What people share from their maps. The lists are unofficial, and may break at any time. */
export interface LinkResolver {
  /** @throws {OutsideError} `unsupported_link`, `no_coordinates`, `upstream_failed` */
  resolve(link: string): Promise<ResolvedLink>
  /** @throws {OutsideError} `unsupported_link`, `empty_list`, `upstream_failed` */
  importList(link: string, kind: ListKind): Promise<PlaceList>
}
