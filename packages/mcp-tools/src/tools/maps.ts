import { PlaceDetails } from '@trek/outside-data'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Language, Latitude, Longitude, looksOutside } from './arguments.ts'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

const DetailsInput = Type.Object({
  placeId: Type.String({
    minLength: 1,
    maxLength: 300,
    description: 'osm_id (node:123) or google_place_id, from search_place'
  }),
  lang: Type.Optional(Language)
})
const DetailsOutput = Type.Object({ details: Type.Object({ place: PlaceDetails }) })

export const getPlaceDetails = defineTool<typeof DetailsInput, typeof DetailsOutput, PlannerContext>({
  name: 'get_place_details',
  title: 'Look a place up',
  description:
    'Opening hours, website, phone and more of a place that search_place found. For a place of a trip give its osm_id or google_place_id.',
  scopes: ['geo:read'],
  annotations: looksOutside,
  input: DetailsInput,
  output: DetailsOutput,
  async run({ placeId, lang = 'en' }, { outside }) {
    return { details: { place: await outside.placeDetails.details(placeId, lang) } }
  }
})

const ReverseInput = Type.Object({ lat: Latitude, lng: Longitude, lang: Type.Optional(Language) })
const Attribution = Type.Union([Type.String(), Type.Null()], { description: 'To be shown with the data' })
const ReverseOutput = Type.Object({ name: NullableText(), address: NullableText(), attribution: Attribution })

export const reverseGeocode = defineTool<typeof ReverseInput, typeof ReverseOutput, PlannerContext>({
  name: 'reverse_geocode',
  title: 'Name a position',
  description: 'Name and address of what is at a position; both null where nothing is known.',
  scopes: ['geo:read'],
  annotations: looksOutside,
  input: ReverseInput,
  output: ReverseOutput,
  async run({ lang = 'en', ...position }, { outside }) {
    const found = await outside.geocoder.reverse(position, lang)
    return { name: found?.name ?? null, address: found?.address ?? null, attribution: found?.attribution ?? null }
  }
})

const ResolveInput = Type.Object({
  url: Type.String({ minLength: 1, maxLength: 2048, description: 'A link as a map’s share button makes it' })
})
const ResolveOutput = Type.Object({
  lat: Type.Number(),
  lng: Type.Number(),
  name: NullableText(),
  address: NullableText(),
  google_ftid: NullableText(),
  attribution: Attribution
})

export const resolveMapsUrl = defineTool<typeof ResolveInput, typeof ResolveOutput, PlannerContext>({
  name: 'resolve_maps_url',
  title: 'Read a map link',
  description:
    'Position, name and address behind a link to one place on Google Maps (short links too), Apple Maps or OpenStreetMap. For a shared list of places, use import_places_from_url.',
  scopes: ['geo:read'],
  annotations: looksOutside,
  input: ResolveInput,
  output: ResolveOutput,
  run: ({ url }, { outside }) => outside.links.resolve(url)
})

export const mapTools: Tool<PlannerContext>[] = [getPlaceDetails, reverseGeocode, resolveMapsUrl]
