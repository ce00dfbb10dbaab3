import { findMissingCountries } from '@trek/planner'
import type { SweepTask } from '@trek/token-store'

/** The countries of what is older than the columns for them. */
export const countrySweepTasks: SweepTask[] = [
  { name: 'countries of places', sweep: (tx, limit) => findMissingCountries(tx, 'places', limit) },
  { name: 'countries of transport', sweep: (tx, limit) => findMissingCountries(tx, 'endpoints', limit) }
]
