import type { PlannerEvent } from '@trek/planner'

/** What is shared on a trip besides its plan, by the second part of its events. */
const COLLABORATION: Record<string, string> = {
  note: 'collab-notes',
  poll: 'collab/polls',
  message: 'collab/messages'
}

/** The resources whose content a change has changed. */
export function resourcesChangedBy({ type, tripId, ids }: PlannerEvent): string[] {
  if (tripId === null) return ['trek://notifications/in-app']
  const trip = `trek://trips/${tripId}`
  const days = `${trip}/days`
  const places = `${trip}/places`
  const [kind, part] = type.split(':')
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
    case 'collab':
      return [`${trip}/${COLLABORATION[part ?? '']}`]
    default:
      return [`${trip}/${kind}`]
  }
}
