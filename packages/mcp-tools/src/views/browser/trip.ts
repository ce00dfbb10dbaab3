import { type Costs, readCosts } from './costs.ts'
import { numberOf, objectOf, readEach, textOf } from './json.ts'

/** What `get_trip_summary` answers, as far as it is shown. */
export interface Trip {
  title: string
  description: string | undefined
  start: string | undefined
  end: string | undefined
  people: string[]
  /** `undefined`: the connection may not read them. */
  days: Day[] | undefined
  costs: Costs | undefined
}

export interface Day {
  number: number | undefined
  date: string | undefined
  title: string | undefined
  visits: Visit[]
  notes: Note[]
}

export interface Visit {
  name: string
  /** "09:00 – 11:00", or what there is of it. */
  times: string | undefined
  category: string | undefined
  address: string | undefined
  notes: string[]
  people: string[]
}

export interface Note {
  time: string | undefined
  icon: string | undefined
  text: string
}

/** `undefined` for what is no trip. */
export function readTrip(value: unknown): Trip | undefined {
  const { trip, members, days, budget } = objectOf(value)
  const { title, description, start_date: start, end_date: end } = objectOf(trip)
  const { owner, collaborators } = objectOf(members)
  const name = textOf(title)
  if (name === undefined) return undefined
  return {
    title: name,
    description: textOf(description),
    start: textOf(start),
    end: textOf(end),
    people: [...readEach([owner], readName), ...readEach(collaborators, readName)],
    days: Array.isArray(days) ? readEach(days, readDay) : undefined,
    costs: readCosts(budget)
  }
}

function readDay(value: unknown): Day {
  const { day_number: number, date, title, assignments, notes } = objectOf(value)
  return {
    number: numberOf(number),
    date: textOf(date),
    title: textOf(title),
    visits: readEach(assignments, readVisit),
    notes: readEach(notes, readNote)
  }
}

function readVisit(value: unknown): Visit | undefined {
  const { place, notes, participants } = objectOf(value)
  const details = objectOf(place)
  const name = textOf(details.name)
  if (name === undefined) return undefined
  const times = readEach([details.place_time, details.end_time], textOf)
  return {
    name,
    times: times.length === 0 ? undefined : times.join(' – '),
    category: textOf(objectOf(details.category).name),
    address: textOf(details.address),
    notes: readEach([notes, details.notes], textOf),
    people: readEach(participants, readName)
  }
}

function readNote(value: unknown): Note | undefined {
  const { time, icon, text } = objectOf(value)
  const words = textOf(text)
  return words === undefined ? undefined : { time: textOf(time), icon: textOf(icon), text: words }
}

function readName(value: unknown): string | undefined {
  return textOf(objectOf(value).username)
}
