import type { PlannerEvent } from '@trek/planner'

/** The resources whose content a change to a trip has changed. */
export function resourcesChangedBy({ type, tripId, ids }: PlannerEvent): string[] {
  const trip = `trek://trips/${tripId}`
  const days = `${trip}/days`
  const places = `${trip}/places`
  const [kind] = type.split(':')
  switch (kind) {
    case 'trip':
      return ['trek://trips', trip, days]
    case 'member':
      return ['trek://trips', `${trip}/members`]
    case 'day':
      return [days]
    case 'dayNote':
      return [days, ...(ids.dayId === undefined ? [] : [`${days}/${ids.dayId}/notes`])]
    case 'place':
    case 'assignment':
      return [places, days]
    case 'packing':
      return type.startsWith('packing:bag-') ? [`${trip}/packing`, `${trip}/packing/bags`] : [`${trip}/packing`]
    case 'todo':
      return [`${trip}/todos`]
    default:
      return [`${trip}/${kind}`]
  }
}
