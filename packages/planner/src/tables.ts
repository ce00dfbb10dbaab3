export { addons } from './addons/addon.table.ts'
export { appSettings } from './app-setting.table.ts'
export { assignmentParticipants, dayAssignments } from './assignments/assignment.table.ts'
export { hiddenCountries, visitedCountries, visitedRegions } from './atlas/visited.table.ts'
export { bucketList } from './bucket-list/bucket-item.table.ts'
export { budgetCategoryOrder, budgetItemMembers, budgetItemPayers, budgetItems } from './budget/budget-item.table.ts'
export { categories } from './categories/category.table.ts'
export { dayNotes } from './day-notes/day-note.table.ts'
export { days } from './days/day.table.ts'
export { journeyEntries } from './journeys/journey-entry.table.ts'
export {
  journeyContributors,
  journeyDismissals,
  journeys,
  journeyShareLinks,
  journeyTrips
} from './journeys/journey.table.ts'
export { tripMembers } from './members/trip-member.table.ts'
export { places } from './places/place.table.ts'
export { budgetSettlements } from './settlements/settlement.table.ts'
export { trips } from './trips/trip.table.ts'
export { users } from './users/user.table.ts'
