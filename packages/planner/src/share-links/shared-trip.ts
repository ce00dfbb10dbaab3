import { Type, type Static, type TSchema } from 'typebox'
import type { AddonService } from '../addons/addon.service.ts'
import type { Database } from '../database.ts'
import { Trip } from '../trips/trip.schema.ts'
import type { trips } from '../trips/trip.table.ts'
import { sharedSections } from './sections/index.ts'
import { ShareFlags } from './share-link.schema.ts'

const Head = Type.Object({
  trip: Type.Pick(Trip, ['title', 'description', 'start_date', 'end_date', 'currency', 'cover_image']),
  /** What the link shows; a section may still be missing, where its addon is off. */
  permissions: ShareFlags
})

const members = sharedSections.map(({ schema }): Record<string, TSchema> => Type.Partial(schema).properties)

/** A trip as its public link shows it: the trip itself, and the sections whose flags are set. */
export const SharedTrip = Type.Object(Object.assign({}, Head.properties, ...members) as typeof Head.properties)
export type SharedTrip = Static<typeof Head> & Record<string, unknown>

/** The caller has checked the link. */
export async function readSharedTrip(
  db: Database,
  addons: Pick<AddonService, 'isEnabled'>,
  trip: typeof trips.$inferSelect,
  flags: ShareFlags
): Promise<SharedTrip> {
  const shown = []
  for (const section of sharedSections) {
    const isOn = section.addon === undefined || (await addons.isEnabled(section.addon))
    if (isOn && flags[section.flag]) shown.push(await section.read(db, trip.id))
  }
  const { title, description, startDate, endDate, currency, coverImage } = trip
  return Object.assign(
    {
      trip: { title, description, start_date: startDate, end_date: endDate, currency, cover_image: coverImage },
      permissions: flags
    },
    ...shown
  ) as SharedTrip
}
