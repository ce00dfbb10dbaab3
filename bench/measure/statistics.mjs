/**
 * @param {number[]} values
 * @returns {{ median: number, min: number, max: number }}
 */
export function summarise(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)]
  return { median, min: sorted[0], max: sorted.at(-1) }
}

/**
 * The same, with so many decimals.
 *
 * @param {number[]} values
 * @param {number} decimals
 */
export function summariseTo(values, decimals) {
  const { median, min, max } = summarise(values)
  const rounded = (value) => Number(value.toFixed(decimals))
  return { median: rounded(median), min: rounded(min), max: rounded(max) }
}

/**
 * A ratio of each round, so that what slowed the machine for a while slowed both.
 *
 * @param {number[]} of
 * @param {number[]} to
 */
export function summariseRatio(of, to) {
  return summariseTo(
    of.map((value, round) => value / to[round]),
    3
  )
}

/**
 * The value that this share of them does not exceed (nearest rank).
 *
 * @param {number[]} sorted Ascending, at least one.
 * @param {number} share Above 0, at most 1.
 */
export function percentile(sorted, share) {
  return sorted[Math.ceil(sorted.length * share) - 1]
}
