// What a result holds is the server's word; a view shows what it can read of it and fails over nothing else.

/** The members of an object; of anything else, none. */
export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** The items of an array; of anything else, none. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** What could be read of each item of an array. */
export function readEach<Item>(value: unknown, read: (item: unknown) => Item | undefined): Item[] {
  return listOf(value)
    .map(read)
    .filter((item) => item !== undefined)
}
