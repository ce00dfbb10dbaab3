import { InvalidInputError } from '../errors.ts'

export const USUAL_COLOR = '#6366f1'
export const USUAL_CALENDAR_COLOR = '#fecaca'

/** Colours that are easy to tell apart. */
const PALETTE = [
  USUAL_COLOR,
  '#ec4899',
  '#14b8a6',
  '#f97316',
  '#22c55e',
  '#ef4444',
  '#3b82f6',
  '#eab308',
  '#a855f7',
  '#06b6d4',
  '#84cc16',
  '#f43f5e',
  '#8b5cf6',
  '#10b981',
  '#64748b'
]

/** @throws {InvalidInputError} `invalid_value`, unless it is written as #rrggbb. */
export function checkColor(color: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(color))
    throw new InvalidInputError('invalid_value', 'color is no colour: write it as #rrggbb')
  return color.toLowerCase()
}

/** The wanted colour, or the first of the palette that nobody has; with more people than colours, one more of the wanted. */
export function freeColor(wanted: string, taken: ReadonlySet<string>): string {
  return taken.has(wanted) ? (PALETTE.find((color) => !taken.has(color)) ?? wanted) : wanted
}
