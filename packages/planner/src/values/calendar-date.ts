import { InvalidInputError } from '../errors.ts'

const PATTERN = /^\d{4}-\d{2}-\d{2}$/
const DAY = 86_400_000

/** @throws {InvalidInputError} `invalid_date`, unless it is a real day written as YYYY-MM-DD. */
export function checkCalendarDate(date: string, argument: string): string {
  const time = PATTERN.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || toText(time) !== date) {
    throw new InvalidInputError('invalid_date', `${argument} is no calendar date: write it as YYYY-MM-DD`)
  }
  return date
}

/** Every day from the first to the last, both included. */
export function datesBetween(start: string, end: string): string[] {
  return Array.from({ length: daysBetween(start, end) + 1 }, (_, i) => addDays(start, i))
}

export function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / DAY)
}

export function addDays(date: string, days: number): string {
  return toText(Date.parse(`${date}T00:00:00Z`) + days * DAY)
}

/** The day it is, in UTC. */
export function today(): string {
  return toText(Date.now())
}

function toText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
