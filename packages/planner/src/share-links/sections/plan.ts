import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { DayNote } from '../../day-notes/day-note.schema.ts'
import { loadDays } from '../../days/day-list.ts'
import { Day } from '../../days/day.schema.ts'
import { loadPlaces } from '../../places/place.row.ts'
import { Place } from '../../places/place.schema.ts'
import { places } from '../../places/place.table.ts'
import { defineSharedSection } from '../shared-section.ts'

const SharedVisit = Type.Object({
  place_id: Type.Integer(),
  start_time: Place.properties.place_time,
  end_time: Place.properties.end_time,
  notes: Place.properties.notes
})
const SharedDay = Type.Object({
  ...Type.Pick(Day, ['day_number', 'date', 'title', 'notes']).properties,
  visits: Type.Array(SharedVisit, { description: 'In the order of the day' }),
  notes_items: Type.Array(Type.Pick(DayNote, ['text', 'time', 'icon']))
})
const SharedPlace = Type.Pick(Place, [
  'id',
  'name',
  'description',
  'lat',
  'lng',
  'address',
  'place_time',
  'end_time',
  'duration_minutes',
  'notes',
  'image_url',
  'website',
  'phone',
  'category'
])
const Plan = Type.Object({ days: Type.Array(SharedDay), places: Type.Array(SharedPlace) })

/** Days with visits and notes, and places: without prices, tags, and who takes part. */
export const sharedPlan = defineSharedSection<typeof Plan>({
  flag: 'share_map',
  schema: Plan,
  async read(db, tripId) {
    const days = await loadDays(db, tripId)
    return {
      days: days.map(({ day_number, date, title, notes, assignments, notes_items: items }) => ({
        day_number,
        date,
        title,
        notes,
        visits: assignments.map((visit) => ({
          place_id: visit.place_id,
          start_time: visit.place.place_time,
          end_time: visit.place.end_time,
          notes: visit.notes
        })),
        notes_items: items.map(({ text, time, icon }) => ({ text, time, icon }))
      })),
      places: (await loadPlaces(db, eq(places.tripId, tripId))).map((place) => ({
        id: place.id,
        name: place.name,
        description: place.description,
        lat: place.lat,
        lng: place.lng,
        address: place.address,
        place_time: place.place_time,
        end_time: place.end_time,
        duration_minutes: place.duration_minutes,
        notes: place.notes,
        image_url: place.image_url,
        website: place.website,
        phone: place.phone,
        category: place.category
      }))
    }
  }
})
