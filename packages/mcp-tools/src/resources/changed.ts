import type { PlannerEvent } from '@trek/planner'

const ATLAS_STATS = 'trek://atlas/stats'

/** The resources whose content a change has changed. */
export function resourcesChangedBy(event: PlannerEvent): string[] {
  return event.tripId === null ? changedWithoutTrip(event) : changedInTrip(event, event.tripId)
}

function changedInTrip({ type, ids }: PlannerEvent, tripId: number): string[] {
  const trip = `trek://trips/${tripId}`
  const days = `${trip}/days`
  const places = `${trip}/places`
  const [kind] = type.split(':')
  switch (kind) {
    case 'trip':
      return ['trek://trips', trip, days, ATLAS_STATS]
    case 'member':
      return ['trek://trips', `${trip}/members`, ATLAS_STATS]
    case 'day':
      return [days]
    case 'dayNote':
      return [days, ...(ids.dayId === undefined ? [] : [`${days}/${ids.dayId}/notes`])]
    case 'place':
      return [places, days, ATLAS_STATS]
    case 'assignment':
      return [places, days]
    default:
      return [`${trip}/${kind}`]
  }
}

function changedWithoutTrip({ type, ids: { journeyId } }: PlannerEvent): string[] {
  const [kind] = type.split(':')
  switch (kind) {
    case 'atlas':
      return ['trek://visited-countries', 'trek://atlas/regions', ATLAS_STATS]
    case 'bucketList':
      return ['trek://bucket-list']
    case 'journey': {
      const journey = `trek://journeys/${journeyId}`
      return ['trek://journeys', journey, `${journey}/entries`, `${journey}/contributors`]
    }
    default:
      return []
  }
}
