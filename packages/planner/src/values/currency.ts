import { InvalidInputError } from '../errors.ts'

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/** The ISO 4217 code in capitals. @throws {InvalidInputError} `invalid_currency` when there is no such currency. */
export function checkCurrency(currency: string): string {
  const code = currency.toUpperCase()
  if (!CURRENCIES.has(code))
    throw new InvalidInputError('invalid_currency', `${currency} is no currency code: use one such as EUR`)
  return code
}
