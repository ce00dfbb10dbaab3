/** Hours of one day: minutes since its midnight; an end beyond 1440 is on the next day. `unknown`: not understood. */
type Hours = [from: number, to: number][] | 'unknown'

/** Seven days from Monday. */
export type WeekHours = readonly Hours[]

const CODES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const DAY = `(?:${CODES.join('|')})`
const RULE = new RegExp(`^(${DAY}(?:-${DAY})?(?:\\s*,\\s*${DAY}(?:-${DAY})?)*)?\\s*:?\\s*(.+)$`)
const RANGE = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/
const DAY_MINUTES = 24 * 60

/**
 * The common part of OpenStreetMap's `opening_hours`: weekdays and hours. Days that no rule names are closed, unless a
 * rule was not understood (seasons, sunset, "by appointment"). Public holidays are left out.
 */
export function readOpeningHours(text: string): WeekHours {
  const rules = text
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '' && !/^(PH|SH)\b/.test(rule))
    .map(readRule)
  const isUnderstood = rules.every((rule) => rule !== undefined)
  const week: Hours[] = CODES.map(() => (isUnderstood && rules.length > 0 ? [] : 'unknown'))
  for (const rule of rules) for (const day of rule?.days ?? []) week[day] = rule?.hours ?? 'unknown'
  return week
}

/** A line a day: `Monday: 09:00-12:00, 14:00-18:00`. */
export function describeWeek(week: WeekHours): string[] {
  return week.map((hours, day) => `${NAMES[day]}: ${describe(hours)}`)
}

/** Whether it is open at that minute of that day (0: Monday); `null`: not known. */
export function isOpenAt(week: WeekHours, day: number, minute: number): boolean | null {
  const today = week[day] ?? 'unknown'
  const yesterday = week[(day + 6) % 7] ?? 'unknown'
  if (today === 'unknown' || yesterday === 'unknown') return null
  return (
    today.some(([from, to]) => from <= minute && minute < to) ||
    yesterday.some(([from, to]) => from <= minute + DAY_MINUTES && minute + DAY_MINUTES < to)
  )
}

function readRule(rule: string): { days: number[]; hours: Hours } | undefined {
  const [, daysText, hoursText = ''] = RULE.exec(rule.replace(/,?\s*PH\b/g, '')) ?? []
  const days = daysText === undefined ? CODES.map((_, day) => day) : daysText.split(',').flatMap(readDays)
  if (/^(off|closed)$/.test(hoursText)) return { days, hours: [] }
  if (hoursText === '24/7') return { days, hours: [[0, DAY_MINUTES]] }
  const ranges = hoursText.split(',').map((range) => readRange(range.trim()))
  const isUnderstood = ranges.every((range) => range !== undefined)
  return isUnderstood ? { days, hours: ranges.flatMap((range) => (range ? [range] : [])) } : undefined
}

function readDays(text: string): number[] {
  const [first = 0, last = first] = text.split('-').map((code) => CODES.indexOf(code.trim()))
  // "Sa-Mo" goes over the end of the week.
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7)
}

function readRange(text: string): [from: number, to: number] | undefined {
  const found = RANGE.exec(text)?.slice(1).map(Number)
  if (!found) return undefined
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
  return [from, to > from ? to : to + DAY_MINUTES]
}

function describe(hours: Hours): string {
  if (hours === 'unknown') return '?'
  return hours.length === 0 ? 'Closed' : hours.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(', ')
}

function clock(minutes: number): string {
  const hour = minutes <= DAY_MINUTES ? Math.floor(minutes / 60) : Math.floor(minutes / 60) - 24
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
