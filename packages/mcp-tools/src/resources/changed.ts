import type { PlannerEvent } from '@trek/planner'

/** The resources whose content a change to a trip has changed. */
export function resourcesChangedBy({ type, tripId, ids }: PlannerEvent): string[] {
  const trip = `trek://trips/${tripId}`
  const days = `${trip}/days`
  const places = `${trip}/places`
  // What happens to days and places happens to what is tied to them.
  const tied = [`${trip}/accommodations`, `${trip}/reservations`]
  const [kind] = type.split(':')
  switch (kind) {
    case 'trip':
      return ['trek://trips', trip, days, ...tied]
    case 'member':
      return ['trek://trips', `${trip}/members`]
    case 'day':
      return [days, ...tied]
    case 'dayNote':
      return [days, ...(ids.dayId === undefined ? [] : [`${days}/${ids.dayId}/notes`])]
    case 'place':
      return [places, days, ...tied]
    case 'assignment':
      return [places, days]
    case 'accommodation':
    case 'reservation':
      return [`${trip}/${kind}s`]
    default:
      return [`${trip}/${kind}`]
  }
}
