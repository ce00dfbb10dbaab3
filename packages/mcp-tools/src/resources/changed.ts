import type { PlannerEvent } from '@trek/planner'

/** What is shared on a trip besides its plan, by the second part of its events. */
const COLLABORATION: Record<string, string> = {
  note: 'collab-notes',
  poll: 'collab/polls',
  message: 'collab/messages'
}

/** The resources whose content a change has changed. */
export function resourcesChangedBy(event: PlannerEvent): string[] {
  const { type, tripId, ids } = event
  if (tripId === null) return type.startsWith('vacay:') ? vacayResources(event) : ['trek://notifications/in-app']
  const trip = `trek://trips/${tripId}`
  const days = `${trip}/days`
  const places = `${trip}/places`
  // What happens to days and places happens to what is tied to them.
  const tied = [`${trip}/accommodations`, `${trip}/reservations`]
  const [kind, part] = type.split(':')
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
    case 'packing':
      return type.startsWith('packing:bag-') ? [`${trip}/packing`, `${trip}/packing/bags`] : [`${trip}/packing`]
    case 'todo':
      return [`${trip}/todos`]
    case 'collab':
      return [`${trip}/${COLLABORATION[part ?? '']}`]
    case 'accommodation':
    case 'reservation':
      return [`${trip}/${kind}s`]
    default:
      return [`${trip}/${kind}`]
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
