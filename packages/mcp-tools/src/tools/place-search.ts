import { FoundPlaces, Position } from '@trek/outside-data'
import { Place } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { creates, Language, looksOutside, TripId } from './arguments.ts'

const SearchInput = Type.Object({
  query: Type.String({ minLength: 1, maxLength: 500, description: 'Name or address; a town helps: Louvre, Paris' }),
  lang: Type.Optional(Language),
  near: Type.Optional(Position)
})

export const searchPlace = defineTool<typeof SearchInput, typeof FoundPlaces, PlannerContext>({
  name: 'search_place',
  title: 'Search for places',
  description:
    'Finds real places by text, at most ten. To keep one in a trip, give what was found (name, lat, lng, address, osm_id, google_place_id) to create_place. For what is in a trip already, use list_places.',
  scopes: ['places:read'],
  annotations: looksOutside,
  input: SearchInput,
  output: FoundPlaces,
  run: ({ query, lang, near }, { outside }) => outside.placeSearch.search(query, lang, near)
})

/** A list may be longer than an answer. */
const SHOWN = 50

const ImportInput = Type.Object({
  tripId: TripId,
  url: Type.String({ minLength: 1, maxLength: 2048, description: 'The link of a list that is shared with everybody' }),
  source: Type.Union([Type.Literal('google-list'), Type.Literal('naver-list')], { description: 'Whose list it is' })
})
const ImportOutput = Type.Object({
  places: Type.Array(Place, { description: `The first ${SHOWN} of what is new; list_places has all` }),
  count: Type.Integer({ description: 'How many are new' }),
  listName: Type.String(),
  skipped: Type.Integer({ description: 'Places that the trip has already, by name' })
})

export const importPlacesFromUrl = defineTool<typeof ImportInput, typeof ImportOutput, PlannerContext>({
  name: 'import_places_from_url',
  title: 'Import a list of places',
  description:
    'Adds the places of a shared Google Maps or Naver Maps list to a trip, at most 500; those it has already are skipped. For a link to one place, use resolve_maps_url.',
  scopes: ['places:write'],
  annotations: { ...creates, openWorldHint: true },
  input: ImportInput,
  output: ImportOutput,
  async run({ tripId, url, source }, { actor, planner, outside }) {
    // Nobody is sent outside for a trip they cannot reach.
    await planner.trips.get(actor, tripId)
    const list = await outside.links.importList(url, source)
    const { places, skipped } = await planner.places.import(actor, tripId, list.places)
    return { places: places.slice(0, SHOWN), count: places.length, listName: list.name, skipped }
  }
})

export const placeSearchTools: Tool<PlannerContext>[] = [searchPlace, importPlacesFromUrl]
