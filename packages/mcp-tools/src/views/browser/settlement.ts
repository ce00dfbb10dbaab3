import { numberOf, objectOf, readEach, textOf } from './json.ts'

/** What `get_settlement_summary` answers, as far as it is shown. */
export interface Settlement {
  currency: string | undefined
  balances: Balance[]
  /** What would settle everything. */
  suggested: Payment[]
  made: Payment[]
  /** Currencies that were counted one to one. */
  unconverted: string[]
}

export interface Balance {
  name: string
  /** Positive: is owed. */
  balance: number
}

export interface Payment {
  from: string
  to: string
  amount: number
  /** `undefined`: that of the trip, whichever it is. */
  currency: string | undefined
}

/**
 * `undefined` for what is no settlement. Payments made are in the currency of the trip, which nobody tells when the figures
 * were asked for in another one, `base`.
 */
export function readSettlement(value: unknown, base: unknown): Settlement | undefined {
  const { summary } = objectOf(value)
  const { currency, balances, flows, settlements, unconverted_currencies: unconverted } = objectOf(summary)
  if (!Array.isArray(balances)) return undefined
  const code = textOf(currency)
  return {
    currency: code,
    balances: readEach(balances, readBalance),
    suggested: readEach(flows, (flow) => readFlow(flow, code)),
    made: readEach(settlements, (made) => readMade(made, base === undefined ? code : undefined)),
    unconverted: readEach(unconverted, textOf)
  }
}

function readBalance(value: unknown): Balance | undefined {
  const { username, balance } = objectOf(value)
  const [name, sum] = [textOf(username), numberOf(balance)]
  return name === undefined || sum === undefined ? undefined : { name, balance: sum }
}

function readFlow(value: unknown, currency: string | undefined): Payment | undefined {
  const { from, to, amount } = objectOf(value)
  return readPayment({ from: objectOf(from).username, to: objectOf(to).username, amount, currency })
}

function readMade(value: unknown, currency: string | undefined): Payment | undefined {
  const { from_username: from, to_username: to, amount, currency: own } = objectOf(value)
  return readPayment({ from, to, amount, currency: textOf(own) ?? currency })
}

function readPayment(given: Record<'from' | 'to' | 'amount' | 'currency', unknown>): Payment | undefined {
  const [from, to, amount] = [textOf(given.from), textOf(given.to), numberOf(given.amount)]
  if (from === undefined || to === undefined || amount === undefined) return undefined
  return { from, to, amount, currency: textOf(given.currency) }
}
