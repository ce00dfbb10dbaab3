import type { PlannerEvent } from '@trek/planner'

const ATLAS_STATS = 'trek://atlas/stats'

/** What is shared on a trip besides its plan, by the second part of its events. */
const COLLABORATION: Record<string, string> = {
  note: 'collab-notes',
  poll: 'collab/polls',
  message: 'collab/messages'
}

/** The resources whose content a change has changed. */
export function resourcesChangedBy(event: PlannerEvent): string[] {
  return event.tripId === null ? changedWithoutTrip(event) : changedInTrip(event, event.tripId)
}

function changedInTrip({ type, ids }: PlannerEvent, tripId: number): string[] {
  const trip = `trek://trips/${tripId}`
  const days = `${trip}/days`
  const places = `${trip}/places`
  // What happens to days and places happens to what is tied to them.
  const tied = [`${trip}/accommodations`, `${trip}/reservations`]
  const costs = ['', '/per-person', '/settlement'].map((figures) => `${trip}/budget${figures}`)
  const [kind, part] = type.split(':')
  switch (kind) {
    case 'trip':
      // A new currency is written down with every price and amount that was in the old one.
      return ['trek://trips', trip, days, ...tied, places, ...costs, ATLAS_STATS]
    case 'member':
      return ['trek://trips', trip, `${trip}/members`, ATLAS_STATS]
    case 'day':
      return [days, ...tied]
    case 'dayNote':
      return [days, ...(ids.dayId === undefined ? [] : [`${days}/${ids.dayId}/notes`])]
    case 'place':
      return [places, days, ...tied, ATLAS_STATS]
    case 'assignment':
      return [places, days]
    case 'packing':
      return type.startsWith('packing:bag-') ? [`${trip}/packing`, `${trip}/packing/bags`] : [`${trip}/packing`]
    case 'todo':
      return [`${trip}/todos`]
    case 'collab':
      return [`${trip}/${COLLABORATION[part ?? '']}`]
    case 'accommodation':
      return tied
    case 'reservation':
      // A stay carries the name of its booking, and the booking the days of the stay; where transport leads counts as visited.
      return [...tied, ATLAS_STATS]
    case 'budget':
      return costs
    default:
      return [`${trip}/${kind}`]
  }
}

function changedWithoutTrip(event: PlannerEvent): string[] {
  const { journeyId } = event.ids
  const [kind] = event.type.split(':')
  switch (kind) {
    case 'atlas':
      return ['trek://visited-countries', 'trek://atlas/regions', ATLAS_STATS]
    case 'bucketList':
      return ['trek://bucket-list']
    case 'journey': {
      const journey = `trek://journeys/${journeyId}`
      return ['trek://journeys', journey, `${journey}/entries`, `${journey}/contributors`]
    }
    case 'vacay':
      return vacayResources(event)
    default:
      return ['trek://notifications/in-app']
  }
}

function vacayResources({ type, ids: { firstYear, lastYear } }: PlannerEvent): string[] {
  const plan = 'trek://vacay/plan'
  if (firstYear === undefined || lastYear === undefined) return [plan]
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i)
  const entries = years.map((year) => `trek://vacay/entries/${year}`)
  const holidays = type === 'vacay:update' ? [] : years.map((year) => `trek://vacay/holidays/${year}`)
  return [plan, ...entries, ...holidays]
}
