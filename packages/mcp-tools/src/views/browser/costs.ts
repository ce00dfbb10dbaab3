import { numberOf, objectOf, readEach, textOf } from './json.ts'

/** What a trip costs, by category, the largest first. */
export interface Costs {
  total: number
  currency: string | undefined
  categories: { category: string; total: number }[]
  /** Currencies that were counted one to one. */
  unconverted: string[]
}

export function readCosts(value: unknown): Costs | undefined {
  const { total, currency, categories, unconverted_currencies: unconverted } = objectOf(value)
  const sum = numberOf(total)
  if (sum === undefined) return undefined
  return {
    total: sum,
    currency: textOf(currency),
    categories: readEach(categories, readCategory),
    unconverted: readEach(unconverted, textOf)
  }
}

function readCategory(value: unknown): Costs['categories'][number] | undefined {
  const { category, total } = objectOf(value)
  const sum = numberOf(total)
  return sum === undefined ? undefined : { category: textOf(category) ?? 'other', total: sum }
}
