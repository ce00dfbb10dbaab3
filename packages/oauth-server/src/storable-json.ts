/**
 * Whether a database keeps a JSON value: NUL and halves of surrogate pairs, which JSON can name, are no text to PostgreSQL.
 */
export function isStorableJson(value: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))
}
