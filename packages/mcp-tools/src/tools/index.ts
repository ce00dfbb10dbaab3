import type { PlannerContext } from '../context.ts'
import type { Tool } from '../endpoint/index.ts'
import { accommodationTools } from './accommodations.ts'
import { activityTools } from './activity.ts'
import { airportTools } from './airports.ts'
import { assignmentTools } from './assignments.ts'
import { atlasTools } from './atlas.ts'
import { budgetTools } from './budget.ts'
import { packingAssigneeTools, todoAssigneeTools } from './category-assignees.ts'
import { chatTools } from './chat.ts'
import { collabNoteTools } from './collab-notes.ts'
import { connectionTools } from './connection.ts'
import { dayNoteTools } from './day-notes.ts'
import { dayTools } from './days.ts'
import { holidayTools } from './holidays.ts'
import { journeyEntryTools } from './journey-entries.ts'
import { journeySharingTools } from './journey-sharing.ts'
import { journeyTools } from './journeys.ts'
import { mapTools } from './maps.ts'
import { notificationTools } from './notifications.ts'
import { packingBagTools } from './packing-bags.ts'
import { packingTemplateTools } from './packing-templates.ts'
import { packingTools } from './packing.ts'
import { placeSearchTools } from './place-search.ts'
import { placeTools } from './places.ts'
import { pollTools } from './polls.ts'
import { reservationTools } from './reservations.ts'
import { settlementTools } from './settlements.ts'
import { shareLinkTools } from './share-links.ts'
import { tagTools } from './tags.ts'
import { todoTools } from './todos.ts'
import { transitJourneyTools } from './transit-journeys.ts'
import { transitTools } from './transit.ts'
import { transportTools } from './transports.ts'
import { tripTools } from './trips.ts'
import { vacayDayTools } from './vacay-days.ts'
import { vacayPlanTools } from './vacay-plan.ts'
import { weatherTools } from './weather.ts'

/** Every tool of TREK, by the groups a client can name (`/mcp?tools=trips,places`); without one: always there. */
export const plannerTools: Tool<PlannerContext>[] = [
  ...grouped('trips', [...tripTools, ...shareLinkTools, ...activityTools]),
  ...grouped('days', [...dayTools, ...dayNoteTools]),
  ...grouped('places', [...placeTools, ...placeSearchTools, ...assignmentTools, ...tagTools]),
  ...grouped('bookings', [
    ...accommodationTools,
    ...reservationTools,
    ...transportTools,
    ...transitJourneyTools,
    ...airportTools
  ]),
  ...grouped('budget', [...budgetTools, ...settlementTools]),
  ...grouped('packing', [...packingTools, ...packingBagTools, ...packingTemplateTools, ...packingAssigneeTools]),
  ...grouped('todos', [...todoTools, ...todoAssigneeTools]),
  ...grouped('vacay', [...vacayPlanTools, ...vacayDayTools, ...holidayTools]),
  ...grouped('collab', [...collabNoteTools, ...pollTools, ...chatTools]),
  ...grouped('notifications', notificationTools),
  ...grouped('geo', [...mapTools, ...transitTools]),
  ...grouped('weather', weatherTools),
  ...grouped('atlas', atlasTools),
  ...grouped('journeys', [...journeyTools, ...journeyEntryTools, ...journeySharingTools]),
  ...connectionTools
]

function grouped(group: string, tools: Tool<PlannerContext>[]): Tool<PlannerContext>[] {
  return tools.map((tool) => ({ ...tool, group }))
}
