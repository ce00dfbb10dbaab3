/**
 * Equal parts that add up to the amount exactly. What cannot be divided goes, one unit each, to consecutive parts from
 * `start` on, beginning anew after the last, so that it need not be the same one every time.
 */
export function splitEvenly(amount: bigint, parts: number, start: number): bigint[] {
  const count = BigInt(parts)
  const left = Number(amount % count)
  return Array.from({ length: parts }, (_, i) => {
    const distance = (((i - start) % parts) + parts) % parts
    return amount / count + (distance < left ? 1n : 0n)
  })
}

/**
 * Parts in proportion to weights that add up to the amount exactly: what rounding down leaves goes to the largest
 * remainders, to the first of equal ones. Weights are not negative and not all zero.
 */
export function splitByWeight(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sum(weights)
  const parts = weights.map((weight) => (amount * weight) / whole)
  const byRemainder = weights
    .map((weight, i) => ({ i, remainder: (amount * weight) % whole }))
    .toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.i - b.i)
  const lucky = new Set(byRemainder.slice(0, Number(amount - sum(parts))).map(({ i }) => i))
  return parts.map((part, i) => (lucky.has(i) ? part + 1n : part))
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
