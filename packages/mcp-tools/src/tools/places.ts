import { Category, DayAssignment, Place, TransportMode } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  Clearable,
  ClockTime,
  creates,
  Currency,
  DayId,
  destroys,
  Done,
  done,
  NextCursor,
  pages,
  PlaceId,
  reads,
  sets,
  TagId,
  TripId
} from './arguments.ts'

const text = (maxLength: number, description: string) => Type.String({ maxLength, description })

/** What a place can be made with. */
const fields = {
  name: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the place' }),
  description: text(2000, 'Longer text'),
  lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude in degrees' }),
  lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude in degrees' }),
  address: text(500, 'Postal address'),
  category_id: Type.Integer({ minimum: 1, description: 'Category, from list_categories' }),
  google_place_id: text(300, 'Google place id'),
  google_ftid: text(100, 'Google Maps feature id, 0x..:0x..'),
  osm_id: text(100, 'OpenStreetMap type:id'),
  website: text(500, 'Web address'),
  phone: text(50, 'Phone number'),
  price: Type.Number({ minimum: 0, description: 'Cost, such as a ticket' }),
  tag_ids: Type.Array(TagId, {
    maxItems: 50,
    description: 'The person’s own tags on it, all of them (from list_tags); tags of others stay'
  })
}
const newPlace = {
  tripId: TripId,
  name: fields.name,
  description: Type.Optional(fields.description),
  lat: Type.Optional(fields.lat),
  lng: Type.Optional(fields.lng),
  address: Type.Optional(fields.address),
  category_id: Type.Optional(fields.category_id),
  google_place_id: Type.Optional(fields.google_place_id),
  google_ftid: Type.Optional(fields.google_ftid),
  osm_id: Type.Optional(fields.osm_id),
  website: Type.Optional(fields.website),
  phone: Type.Optional(fields.phone),
  price: Type.Optional(fields.price),
  currency: Type.Optional(Currency),
  tag_ids: Type.Optional(fields.tag_ids)
}
/** What many places can be set to at once; null clears. */
const sharedChanges = {
  category_id: Type.Optional(Clearable(fields.category_id)),
  price: Type.Optional(Clearable(fields.price)),
  currency: Type.Optional(Clearable(Currency)),
  transport_mode: Type.Optional(TransportMode),
  place_time: Type.Optional(Clearable(ClockTime('Usual start time'))),
  end_time: Type.Optional(Clearable(ClockTime('Usual end time'))),
  duration_minutes: Type.Optional(Type.Integer({ minimum: 1, description: 'Length of a visit in minutes' })),
  notes: Type.Optional(Clearable(text(2000, 'Free text'))),
  website: Type.Optional(Clearable(fields.website)),
  phone: Type.Optional(Clearable(fields.phone)),
  description: Type.Optional(Clearable(fields.description)),
  tag_ids: Type.Optional(fields.tag_ids)
}

const PlaceOutput = Type.Object({ place: Place })
const CreatePlaceInput = Type.Object({ ...newPlace, notes: Type.Optional(text(2000, 'Free text')) })

export const createPlace = defineTool<typeof CreatePlaceInput, typeof PlaceOutput, PlannerContext>({
  name: 'create_place',
  title: 'Add a place',
  description:
    'Adds a place to a trip’s pool; it is on no day yet. To put it on a day at once, use create_and_assign_place.',
  scopes: ['places:write'],
  annotations: creates,
  input: CreatePlaceInput,
  output: PlaceOutput,
  async run({ tripId, ...place }, { actor, planner }) {
    return { place: await planner.places.create(actor, tripId, place) }
  }
})

const CreateAndAssignInput = Type.Object({
  ...newPlace,
  dayId: DayId,
  place_notes: Type.Optional(text(2000, 'Notes kept on the place')),
  assignment_notes: Type.Optional(text(500, 'Notes for this visit'))
})
const CreateAndAssignOutput = Type.Object({ place: Place, assignment: DayAssignment })

export const createAndAssignPlace = defineTool<
  typeof CreateAndAssignInput,
  typeof CreateAndAssignOutput,
  PlannerContext
>({
  name: 'create_and_assign_place',
  title: 'Add a place to a day',
  description:
    'Adds a place to a trip and puts it at the end of a day, both or neither. For a place that is in the trip already, use assign_place_to_day.',
  scopes: ['places:write'],
  annotations: creates,
  input: CreateAndAssignInput,
  output: CreateAndAssignOutput,
  run({ tripId, dayId, place_notes: notes, assignment_notes: visitNotes, ...place }, { actor, planner }) {
    return planner.places.createAndAssign(actor, tripId, dayId, { ...place, notes }, visitNotes)
  }
})

const UpdatePlaceInput = Type.Object({
  tripId: TripId,
  placeId: PlaceId,
  ...sharedChanges,
  name: Type.Optional(fields.name),
  lat: Type.Optional(Clearable(fields.lat)),
  lng: Type.Optional(Clearable(fields.lng)),
  address: Type.Optional(Clearable(fields.address)),
  osm_id: Type.Optional(Clearable(fields.osm_id)),
  google_place_id: Type.Optional(Clearable(fields.google_place_id)),
  google_ftid: Type.Optional(Clearable(fields.google_ftid))
})

export const updatePlace = defineTool<typeof UpdatePlaceInput, typeof PlaceOutput, PlannerContext>({
  name: 'update_place',
  title: 'Change a place',
  description:
    'Changes the given fields of a place; null clears a field. For the time of one visit, use update_assignment_time; for many places, bulk_update_places.',
  scopes: ['places:write'],
  annotations: sets,
  input: UpdatePlaceInput,
  output: PlaceOutput,
  async run({ tripId, placeId, ...changes }, { actor, planner }) {
    return { place: await planner.places.update(actor, tripId, placeId, changes) }
  }
})

const PlaceOnly = Type.Object({ tripId: TripId, placeId: PlaceId })

export const deletePlace = defineTool<typeof PlaceOnly, typeof Done, PlannerContext>({
  name: 'delete_place',
  title: 'Delete a place',
  description:
    'Deletes a place and its visits on all days: warn the person first. To take it off one day only, use unassign_place.',
  scopes: ['places:write'],
  annotations: destroys,
  input: PlaceOnly,
  output: Done,
  async run({ tripId, placeId }, { actor, planner }) {
    await planner.places.delete(actor, tripId, placeId)
    return done
  }
})

const ListPlacesInput = Type.Object({
  tripId: TripId,
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of name, address or description' })),
  category: Type.Optional(
    Type.String({ pattern: '^[1-9]\\d{0,8}$', description: 'Category id, from list_categories' })
  ),
  tag: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,8}$', description: 'Tag id, from list_tags' })),
  assignment: Type.Optional(
    Type.Union([Type.Literal('all'), Type.Literal('unassigned'), Type.Literal('assigned')], {
      description: 'Only places on a day, or on none. Default: all'
    })
  ),
  ...pages
})
const ListPlacesOutput = Type.Object({ places: Type.Array(Place), next_cursor: NextCursor })

export const listPlaces = defineTool<typeof ListPlacesInput, typeof ListPlacesOutput, PlannerContext>({
  name: 'list_places',
  title: 'List places',
  description: 'The places of a trip, newest first, in pages; the filters combine.',
  scopes: ['places:read'],
  annotations: reads,
  input: ListPlacesInput,
  output: ListPlacesOutput,
  async run({ tripId, category, tag, ...options }, { actor, planner }) {
    const categoryId = category === undefined ? undefined : Number(category)
    const tagId = tag === undefined ? undefined : Number(tag)
    const { items, nextCursor } = await planner.places.page(actor, tripId, { ...options, categoryId, tagId })
    return { places: items, next_cursor: nextCursor }
  }
})

const NoInput = Type.Object({})
const ListCategoriesOutput = Type.Object({ categories: Type.Array(Category) })

export const listCategories = defineTool<typeof NoInput, typeof ListCategoriesOutput, PlannerContext>({
  name: 'list_categories',
  title: 'List categories',
  description: 'The kinds of places there are, the same for every trip.',
  scopes: ['places:read'],
  annotations: reads,
  input: NoInput,
  output: ListCategoriesOutput,
  async run(_input, { planner }) {
    return { categories: await planner.categories.list() }
  }
})

const ids = (maxItems: number) =>
  Type.Array(PlaceId, { minItems: 1, maxItems, description: `Up to ${maxItems} places` })

const BulkDeleteInput = Type.Object({ tripId: TripId, placeIds: ids(200) })
const BulkDeleteOutput = Type.Object({ deleted: Type.Array(Type.Integer()), count: Type.Integer() })

export const bulkDeletePlaces = defineTool<typeof BulkDeleteInput, typeof BulkDeleteOutput, PlannerContext>({
  name: 'bulk_delete_places',
  title: 'Delete many places',
  description:
    'Deletes places and their visits, all at once: warn the person first. Ids that are not of this trip are skipped.',
  scopes: ['places:write'],
  annotations: destroys,
  input: BulkDeleteInput,
  output: BulkDeleteOutput,
  async run({ tripId, placeIds }, { actor, planner }) {
    const deleted = await planner.places.deleteMany(actor, tripId, placeIds)
    return { deleted, count: deleted.length }
  }
})

const BulkUpdateInput = Type.Object({ tripId: TripId, placeIds: ids(500), ...sharedChanges })
const BulkUpdateOutput = Type.Object({
  count: Type.Integer(),
  updatedIds: Type.Array(Type.Integer()),
  skipped: Type.Integer({ description: 'Ids that are not of this trip' })
})

export const bulkUpdatePlaces = defineTool<typeof BulkUpdateInput, typeof BulkUpdateOutput, PlannerContext>({
  name: 'bulk_update_places',
  title: 'Change many places',
  description:
    'Gives the same values to many places at once; null clears a field. Ids that are not of this trip are skipped.',
  scopes: ['places:write'],
  annotations: sets,
  input: BulkUpdateInput,
  output: BulkUpdateOutput,
  async run({ tripId, placeIds, ...changes }, { actor, planner }) {
    const updatedIds = await planner.places.updateMany(actor, tripId, placeIds, changes)
    return { count: updatedIds.length, updatedIds, skipped: new Set(placeIds).size - updatedIds.length }
  }
})

export const placeTools: Tool<PlannerContext>[] = [
  createPlace,
  createAndAssignPlace,
  updatePlace,
  deletePlace,
  listPlaces,
  listCategories,
  bulkDeletePlaces,
  bulkUpdatePlaces
]
