import { type KnownRates, rateOf } from '../exchange-rates.ts'
import { convert, toMinorUnits } from '../values/money.ts'
import { splitByWeight, splitEvenly, sum } from '../values/shares.ts'
import type { Expense } from './budget-item.row.ts'

/** An amount as a row holds it. */
export interface KeptAmount {
  amount: string
  /** Null: the trip's. */
  currency: string | null
  /** Null: the rate of the day counts. */
  exchangeRate: string | null
}

/** Counts in a trip's currency, in its smallest unit, and notes the currencies it knew no rate of. */
export interface Tally {
  currency: string
  /** At the frozen rate, else at the rate of the day, else one to one. */
  convert(kept: KeptAmount): bigint
  /** Sorted. */
  unconverted(): string[]
}

export function createTally(tripCurrency: string, rates: KnownRates | undefined): Tally {
  const unconverted = new Set<string>()
  return {
    currency: tripCurrency,
    convert({ amount, currency, exchangeRate }) {
      if (currency === null || currency === tripCurrency) return toMinorUnits(amount, tripCurrency)
      const rate = exchangeRate ?? rateOf(rates, currency, tripCurrency)
      if (rate === null) {
        unconverted.add(currency)
        return toMinorUnits(amount, tripCurrency)
      }
      return convert(toMinorUnits(amount, currency), { from: currency, to: tripCurrency, rate })
    },
    unconverted: () => [...unconverted].toSorted()
  }
}

/** All of an expense. */
export function totalOf({ row }: Expense, tally: Tally): bigint {
  return tally.convert({ ...row, amount: row.totalPrice })
}

/**
 * What falls to each person of the split, in their order, when it costs so much: their own amounts in proportion if
 * anybody has one, else equal parts. Which of them bear the left-over cents turns with the expense's id.
 */
export function sharesOf({ row, members }: Expense, cost: bigint, currency: string): bigint[] {
  const own = members.map(({ amount }) => toMinorUnits(amount ?? '0', row.currency ?? currency))
  return sum(own) > 0n ? splitByWeight(cost, own) : splitEvenly(cost, members.length, row.id)
}
