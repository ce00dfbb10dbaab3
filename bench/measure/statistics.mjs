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
 * A ratio of each round, so that what slowed the machine for a while slowed both.
 *
 * @param {number[]} of
 * @param {number[]} to
 */
export function summariseRatio(of, to) {
  const { median, min, max } = summarise(of.map((value, round) => value / to[round]))
  return { median: rounded(median), min: rounded(min), max: rounded(max) }
}

function rounded(ratio) {
  return Number(ratio.toFixed(3))
}
