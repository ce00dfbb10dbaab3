import { costsOf } from './bars.ts'
import { daysOf } from './days.ts'
import { type Child, element, prose, section, theirs } from './element.ts'
import { counted, type Formats } from './formats.ts'
import { readTrip, type Trip } from './trip.ts'
import { start } from './view.ts'

void start({
  name: 'TREK itinerary',
  show(content, { formats }) {
    const trip = readTrip(content)
    return trip && { title: `${trip.title} – TREK`, children: showTrip(trip, formats) }
  }
})

function showTrip(trip: Trip, formats: Formats): Child[] {
  const { title, description, days, costs } = trip
  return [
    element('header', '', element('h1', '', theirs(title)), ...factsOf(trip, formats), prose(description)),
    ...(days ? daysOf(days, formats) : [element('p', 'quiet', 'This connection may not read the days of the trip.')]),
    costs && section('Costs', ...costsOf(costs, formats))
  ]
}

function factsOf({ start: from, end, days, people }: Trip, formats: Formats): Child[] {
  const when = formats.period(from, end) ?? (days && 'No dates yet')
  const facts = [when, days && counted(days.length, 'day')].filter((fact) => fact !== undefined)
  return [
    facts.length > 0 ? element('p', 'quiet', facts.join(' · ')) : undefined,
    people.length > 0 ? element('p', 'quiet', theirs(people.join(', '))) : undefined
  ]
}
