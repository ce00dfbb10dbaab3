import { Type, type Static } from 'typebox'
import { JourneyEntry, MapPin, NoPhotos, SharedEntry } from './journey-entry.schema.ts'

const NullableText = (description?: string) =>
  Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description })
const Instant = (description = 'ISO 8601, UTC') => Type.String({ description })

export const JourneyStatus = Type.Union([
  Type.Literal('draft'),
  Type.Literal('active'),
  Type.Literal('completed'),
  Type.Literal('archived')
])
export type JourneyStatus = Static<typeof JourneyStatus>

export const JourneyRole = Type.Union([Type.Literal('owner'), Type.Literal('editor'), Type.Literal('viewer')], {
  description: 'owner: everything; editor: writes entries and links trips; viewer: reads'
})
export type JourneyRole = Static<typeof JourneyRole>

export const Journey = Type.Object({
  id: Type.Integer(),
  user_id: Type.Integer({ description: 'The owner' }),
  title: Type.String(),
  subtitle: NullableText(),
  cover_gradient: NullableText(),
  cover_image: NullableText(),
  status: JourneyStatus,
  created_at: Instant(),
  updated_at: Instant('When it or an entry was last changed; ISO 8601, UTC')
})
export type Journey = Static<typeof Journey>

export const JourneyListItem = Type.Object({
  ...Journey.properties,
  entry_count: Type.Integer({ description: 'Written entries, without suggestions' }),
  photo_count: Type.Integer(),
  place_count: Type.Integer({ description: 'Different locations of written entries' }),
  trip_date_min: NullableText('First day of the linked trips, YYYY-MM-DD'),
  trip_date_max: NullableText('Last day of the linked trips, YYYY-MM-DD')
})
export type JourneyListItem = Static<typeof JourneyListItem>

export const JourneyTrip = Type.Object({
  trip_id: Type.Integer(),
  added_at: Instant(),
  title: Type.String(),
  start_date: NullableText('YYYY-MM-DD'),
  end_date: NullableText('YYYY-MM-DD'),
  cover_image: NullableText(),
  currency: Type.String(),
  place_count: Type.Integer({ description: 'Visits on days' })
})
export type JourneyTrip = Static<typeof JourneyTrip>

export const JourneyTripOption = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  start_date: NullableText('YYYY-MM-DD'),
  end_date: NullableText('YYYY-MM-DD'),
  cover_image: NullableText(),
  place_count: Type.Integer({ description: 'Visits on days' })
})
export type JourneyTripOption = Static<typeof JourneyTripOption>

export const JourneyContributor = Type.Object({
  journey_id: Type.Integer(),
  user_id: Type.Integer(),
  role: JourneyRole,
  added_at: Instant(),
  username: Type.String(),
  avatar: NullableText(),
  avatar_url: NullableText()
})
export type JourneyContributor = Static<typeof JourneyContributor>

export const JourneyFull = Type.Object({
  ...Journey.properties,
  entries: Type.Array(JourneyEntry, { description: 'In order, the first 200; list_journey_entries has the others' }),
  gallery: NoPhotos,
  trips: Type.Array(JourneyTrip, { description: 'Linked trips, earliest start first' }),
  contributors: Type.Array(JourneyContributor),
  stats: Type.Object({
    entries: Type.Integer({ description: 'Written entries, without suggestions' }),
    photos: Type.Integer(),
    places: Type.Integer({ description: 'Different locations of written entries' })
  }),
  hide_skeletons: Type.Boolean({ description: 'Whether the person wants suggestions left out of their view' }),
  my_role: JourneyRole
})
export type JourneyFull = Static<typeof JourneyFull>

export const JourneyShareLink = Type.Object({
  token: Type.String({ description: 'Opens the page /shared/journeys/{token} of this site for everybody who has it' }),
  created_at: Instant(),
  share_timeline: Type.Boolean({ description: 'Whether entries are shown' }),
  share_gallery: Type.Boolean({ description: 'Whether photos are shown' }),
  share_map: Type.Boolean({ description: 'Whether coordinates are shown' })
})
export type JourneyShareLink = Static<typeof JourneyShareLink>

/** What a public link shows: nobody's name, and no suggestions. */
export const SharedJourney = Type.Object({
  title: Type.String(),
  subtitle: NullableText(),
  cover_gradient: NullableText(),
  cover_image: NullableText(),
  status: JourneyStatus,
  stats: JourneyFull.properties.stats,
  entries: Type.Optional(Type.Array(SharedEntry)),
  map: Type.Optional(Type.Array(MapPin, { description: 'Instead of entries, where only the map is shared' })),
  gallery: Type.Optional(NoPhotos)
})
export type SharedJourney = Static<typeof SharedJourney>
