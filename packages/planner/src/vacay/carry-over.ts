/** A year of one person. */
export interface PersonYear {
  vacationDays: number
  used: number
}

/**
 * The days that somebody brings along from these years, the earliest first: what is left of a year goes into the next, and
 * what was taken too much is forgiven.
 */
export function carriedOver(years: readonly PersonYear[]): number {
  return years.reduce((left, { vacationDays, used }) => Math.max(0, vacationDays + left - used), 0)
}
