import { AtlasStats, BucketItem, CountryPlaces, VisitedRegion } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  BucketItemId,
  CalendarDate,
  Clearable,
  CountryCode,
  creates,
  destroys,
  Done,
  done,
  PageLimit,
  PageOffset,
  reads,
  sets
} from './arguments.ts'

const DEFAULT_PLACES = 200

const NoInput = Type.Object({})
const CountryOnly = Type.Object({ country_code: CountryCode })
const CountryOutput = Type.Object({ success: Type.Literal(true), country_code: Type.String() })

export const markCountryVisited = defineTool<typeof CountryOnly, typeof CountryOutput, PlannerContext>({
  name: 'mark_country_visited',
  title: 'Mark a country as visited',
  description:
    'Puts a country on the person’s map by hand. Countries in which their trips have places are there already; for a part of a country use mark_region_visited.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: sets,
  input: CountryOnly,
  output: CountryOutput,
  async run({ country_code: code }, { actor, planner }) {
    return { ...done, country_code: await planner.atlas.markCountry(actor, code) }
  }
})

export const unmarkCountryVisited = defineTool<typeof CountryOnly, typeof CountryOutput, PlannerContext>({
  name: 'unmark_country_visited',
  title: 'Take a country off the map',
  description:
    'Takes a country off the person’s map, with the regions marked in it. As long as their trips have places there it stays in the statistics.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: destroys,
  input: CountryOnly,
  output: CountryOutput,
  async run({ country_code: code }, { actor, planner }) {
    return { ...done, country_code: await planner.atlas.unmarkCountry(actor, code) }
  }
})

const StatsOutput = Type.Object({ stats: AtlasStats })

export const getAtlasStats = defineTool<typeof NoInput, typeof StatsOutput, PlannerContext>({
  name: 'get_atlas_stats',
  title: 'Travel statistics',
  description:
    'Countries, continents, totals, streak, last and next trip over all trips the person owns or belongs to. Archived trips and trips still to come count as well.',
  scopes: ['atlas:read'],
  addon: 'atlas',
  annotations: reads,
  input: NoInput,
  output: StatsOutput,
  async run(_, { actor, planner }) {
    return { stats: await planner.atlas.stats(actor) }
  }
})

const RegionsOutput = Type.Object({ regions: Type.Array(VisitedRegion) })

export const listVisitedRegions = defineTool<typeof NoInput, typeof RegionsOutput, PlannerContext>({
  name: 'list_visited_regions',
  title: 'List visited regions',
  description: 'Regions that the person marked by hand, newest first.',
  scopes: ['atlas:read'],
  addon: 'atlas',
  annotations: reads,
  input: NoInput,
  output: RegionsOutput,
  async run(_, { actor, planner }) {
    return { regions: await planner.atlas.visitedRegions(actor) }
  }
})

const RegionCode = Type.String({
  minLength: 4,
  maxLength: 6,
  description: 'ISO 3166-2 code; it begins with that of the country',
  examples: ['DE-BY', 'US-CA']
})
const MarkRegionInput = Type.Object({
  regionCode: RegionCode,
  regionName: Type.String({ maxLength: 200, description: 'Name to show; empty: the official one' }),
  countryCode: CountryCode
})
const RegionOutput = Type.Object({
  region: Type.Object({
    code: Type.String(),
    name: Type.String(),
    country_code: Type.String(),
    manuallyMarked: Type.Literal(true)
  })
})

export const markRegionVisited = defineTool<typeof MarkRegionInput, typeof RegionOutput, PlannerContext>({
  name: 'mark_region_visited',
  title: 'Mark a region as visited',
  description: 'Marks a state, province or other part of a country as visited, and with it the country.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: sets,
  input: MarkRegionInput,
  output: RegionOutput,
  async run(given, { actor, planner }) {
    const { region_code: code, region_name: name, ...country } = await planner.atlas.markRegion(actor, given)
    return { region: { code, name, ...country, manuallyMarked: true } }
  }
})

const RegionOnly = Type.Object({ regionCode: RegionCode })

export const unmarkRegionVisited = defineTool<typeof RegionOnly, typeof Done, PlannerContext>({
  name: 'unmark_region_visited',
  title: 'Take a region off the map',
  description: 'Takes a marked region off the map; with the last one of a country the country goes as well.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: destroys,
  input: RegionOnly,
  output: Done,
  async run({ regionCode }, { actor, planner }) {
    await planner.atlas.unmarkRegion(actor, regionCode)
    return done
  }
})

const CountryPlacesInput = Type.Object({
  countryCode: CountryCode,
  limit: Type.Optional(PageLimit(`places (default ${DEFAULT_PLACES})`)),
  offset: Type.Optional(PageOffset('places'))
})

export const getCountryAtlasPlaces = defineTool<typeof CountryPlacesInput, typeof CountryPlaces, PlannerContext>({
  name: 'get_country_atlas_places',
  title: 'Places in a country',
  description: 'The places that the person’s trips have in a country, newest first, and those trips.',
  scopes: ['atlas:read'],
  addon: 'atlas',
  annotations: reads,
  input: CountryPlacesInput,
  output: CountryPlaces,
  run: ({ countryCode, limit = DEFAULT_PLACES, offset = 0 }, { actor, planner }) =>
    planner.atlas.placesIn(actor, countryCode, { limit, offset })
})

const ItemOutput = Type.Object({ item: BucketItem })
const Name = Type.String({ minLength: 1, maxLength: 200, description: 'A place or an experience' })
const Latitude = Type.Number({ minimum: -90, maximum: 90, description: 'Degrees' })
const Longitude = Type.Number({ minimum: -180, maximum: 180, description: 'Degrees' })
const Notes = Type.String({ maxLength: 1000, description: 'Free text' })
const TargetDate = CalendarDate('When it should come true')

const CreateItemInput = Type.Object({
  name: Name,
  lat: Type.Optional(Latitude),
  lng: Type.Optional(Longitude),
  country_code: Type.Optional(CountryCode),
  notes: Type.Optional(Notes),
  target_date: Type.Optional(TargetDate)
})

export const createBucketListItem = defineTool<typeof CreateItemInput, typeof ItemOutput, PlannerContext>({
  name: 'create_bucket_list_item',
  title: 'Add to the bucket list',
  description: 'Writes down a place or an experience the person would like to get to some day.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: creates,
  input: CreateItemInput,
  output: ItemOutput,
  async run(item, { actor, planner }) {
    return { item: await planner.bucketList.create(actor, item) }
  }
})

const UpdateItemInput = Type.Object({
  itemId: BucketItemId,
  name: Type.Optional(Name),
  notes: Type.Optional(Clearable(Notes)),
  lat: Type.Optional(Clearable(Latitude)),
  lng: Type.Optional(Clearable(Longitude)),
  country_code: Type.Optional(Clearable(Type.Union([CountryCode, Type.Literal('')]))),
  target_date: Type.Optional(Clearable(TargetDate))
})

export const updateBucketListItem = defineTool<typeof UpdateItemInput, typeof ItemOutput, PlannerContext>({
  name: 'update_bucket_list_item',
  title: 'Change a wish',
  description:
    'Changes the given fields of a bucket-list item; null clears one, for notes and country an empty text does too.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: sets,
  input: UpdateItemInput,
  output: ItemOutput,
  async run({ itemId, ...changes }, { actor, planner }) {
    return { item: await planner.bucketList.update(actor, itemId, changes) }
  }
})

const ItemOnly = Type.Object({ itemId: BucketItemId })

export const deleteBucketListItem = defineTool<typeof ItemOnly, typeof Done, PlannerContext>({
  name: 'delete_bucket_list_item',
  title: 'Delete a wish',
  description: 'Removes an item from the bucket list.',
  scopes: ['atlas:write'],
  addon: 'atlas',
  annotations: destroys,
  input: ItemOnly,
  output: Done,
  async run({ itemId }, { actor, planner }) {
    await planner.bucketList.delete(actor, itemId)
    return done
  }
})

export const atlasTools: Tool<PlannerContext>[] = [
  createBucketListItem,
  deleteBucketListItem,
  markCountryVisited,
  unmarkCountryVisited,
  getAtlasStats,
  listVisitedRegions,
  markRegionVisited,
  unmarkRegionVisited,
  getCountryAtlasPlaces,
  updateBucketListItem
]
