import { type Child, decoration, element, prose, theirs } from './element.ts'
import { counted, type Formats } from './formats.ts'
import type { Day, Note, Visit } from './trip.ts'

/** A trip with more days shows only the first few of them open. */
const SHOWN_WHOLE = 5
const OPEN_OF_MORE = 2

/** The days in order, each to fold and unfold. */
export function daysOf(days: Day[], formats: Formats): Child[] {
  if (days.length === 0) return [element('p', 'quiet', 'The trip has no days yet.')]
  const open = days.length > SHOWN_WHOLE ? OPEN_OF_MORE : days.length
  const folds = days.map((day, index) => dayOf(day, formats, { isOpen: index < open }))
  return [days.length > open ? foldAll(folds) : undefined, ...folds]
}

function foldAll(folds: HTMLDetailsElement[]): HTMLElement {
  const button = element('button', 'fold-all', 'Open all days')
  button.type = 'button'
  button.addEventListener('click', () => {
    const opens = folds.some((fold) => !fold.open)
    for (const fold of folds) fold.open = opens
    button.textContent = opens ? 'Fold all days' : 'Open all days'
  })
  return button
}

function dayOf(day: Day, formats: Formats, { isOpen }: { isOpen: boolean }): HTMLDetailsElement {
  const { visits, notes } = day
  const fold = element(
    'details',
    'card day',
    element('summary', '', headingOf(day, formats), element('span', 'quiet count', counts(day))),
    visits.length > 0 ? element('ol', 'visits', ...visits.map(visitOf)) : undefined,
    notes.length > 0 ? element('ul', 'notes', ...notes.map(noteOf)) : undefined,
    visits.length + notes.length === 0 ? element('p', 'quiet', 'Nothing planned yet.') : undefined
  )
  fold.open = isOpen
  return fold
}

function headingOf({ number, date, title }: Day, formats: Formats): HTMLElement {
  const when = [number === undefined ? 'Day' : `Day ${number}`, date === undefined ? undefined : formats.day(date)]
  return element(
    'h2',
    '',
    when.filter((part) => part !== undefined).join(' · '),
    title === undefined ? undefined : element('span', 'day-title', theirs(title))
  )
}

function counts({ visits, notes }: Day): string {
  const parts = [
    visits.length > 0 && counted(visits.length, 'visit'),
    notes.length > 0 && counted(notes.length, 'note')
  ]
  return parts.filter((part) => part !== false).join(', ')
}

function visitOf({ name, times, category, address, notes, people }: Visit): HTMLElement {
  const details = [category, address].filter((detail) => detail !== undefined).join(' · ')
  return element(
    'li',
    '',
    times === undefined ? undefined : element('p', 'times', times),
    element('h3', '', theirs(name)),
    prose(details === '' ? undefined : details, 'quiet'),
    ...notes.map((text) => prose(text)),
    people.length > 0 ? element('p', 'quiet', 'With ', theirs(people.join(', '))) : undefined
  )
}

function noteOf({ time, icon, text }: Note): HTMLElement {
  return element(
    'li',
    'prose',
    icon === undefined ? undefined : decoration('icon', icon),
    time === undefined ? undefined : element('strong', '', theirs(time), ' '),
    theirs(text)
  )
}
