import { InvalidInputError } from '../errors.ts'

/** The largest amount that is kept, in whole units of its currency. */
export const MAX_AMOUNT = 9_999_999_999

const DEFAULT_DIGITS = 2
const DIGITS = new Map(
  Intl.supportedValuesOf('currency').map((currency) => [
    currency,
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  ])
)

/** An exact decimal number: `digits` with the point `scale` places from the right. */
interface Decimal {
  digits: bigint
  scale: number
}

/** Digits after the point that amounts of a currency have: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnitDigits(currency: string): number {
  return DIGITS.get(currency) ?? DEFAULT_DIGITS
}

/**
 * An amount in whole units as a count of the smallest unit, such as cents. A number counts as the decimal it is written
 * as, so 1.005 is not a little less; what is finer than the smallest unit is rounded, halves away from zero.
 */
export function toMinorUnits(amount: number | string, currency: string): bigint {
  const { digits, scale } = parseDecimal(amount)
  const wanted = minorUnitDigits(currency)
  return scale <= wanted ? digits * powerOfTen(wanted - scale) : divideRounded(digits, powerOfTen(scale - wanted))
}

/** The same amount as text in whole units, as columns hold it: `12.34`. */
export function toDecimalText(minorUnits: bigint, currency: string): string {
  const digits = minorUnitDigits(currency)
  const sign = minorUnits < 0n ? '-' : ''
  const text = String(minorUnits < 0n ? -minorUnits : minorUnits).padStart(digits + 1, '0')
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The same amount in whole units, for answers in JSON. */
export function toAmount(minorUnits: bigint, currency: string): number {
  return Number(toDecimalText(minorUnits, currency))
}

/** Converts at a rate that says how many units of `from` one unit of `to` costs; rounded to the smallest unit of `to`. */
export function convert(
  minorUnits: bigint,
  { from, to, rate }: { from: string; to: string; rate: number | string }
): bigint {
  const { digits, scale } = parseDecimal(rate)
  return divideRounded(
    minorUnits * powerOfTen(minorUnitDigits(to)) * powerOfTen(scale),
    digits * powerOfTen(minorUnitDigits(from))
  )
}

/** @throws {InvalidInputError} `invalid_value`, unless it lies between zero and `MAX_AMOUNT`. */
export function checkAmount(amount: number, currency: string, argument: string): bigint {
  if (!Number.isFinite(amount) || amount < 0 || amount > MAX_AMOUNT)
    throw new InvalidInputError('invalid_value', `${argument} must lie between 0 and ${MAX_AMOUNT}`)
  return toMinorUnits(amount, currency)
}

function parseDecimal(value: number | string): Decimal {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!match) throw new TypeError('not a decimal number')
  const [, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  const scale = fraction.length - Number(exponent)
  return scale >= 0 ? { digits, scale } : { digits: digits * powerOfTen(-scale), scale: 0 }
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = dividend < 0n ? -divisor / 2n : divisor / 2n
  return (dividend + half) / divisor
}

function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}
