/** Rows are numbered in the order in which one statement inserts them, so equal positions belong together. */
export function pairIds(rows: readonly { id: number }[], copies: readonly { id: number }[]): Map<number, number> {
  const copyIds = copies.map(({ id }) => id).toSorted((a, b) => a - b)
  return new Map(rows.map(({ id }, i) => [id, copyIds[i] ?? 0]))
}
