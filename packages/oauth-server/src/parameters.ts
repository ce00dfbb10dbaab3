/** The parameters of a query or form, as RFC 6749 section 3.1 reads them: empty means absent, twice means wrong. */
export interface Parameters {
  /** The value, unless absent or empty; of a repeated parameter the first. */
  get(name: string): string | undefined
  /** Every non-empty value: for `resource`, which may be repeated (RFC 8707 section 2). */
  all(name: string): string[]
  isRepeated(name: string): boolean
  /** Repeated parameters other than `resource`. */
  readonly repeated: string[]
  /** The values of the parameters that came once. */
  readonly values: Record<string, string>
}

const REPEATABLE = 'resource'

export function readParameters(source: unknown): Parameters {
  const given = new Map<string, string[]>()
  if (typeof source === 'object' && source !== null) {
    for (const [name, value] of Object.entries(source)) {
      const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
      given.set(name, values)
    }
  }
  const all = (name: string) => (given.get(name) ?? []).filter((value) => value !== '')
  const isRepeated = (name: string) => (given.get(name) ?? []).length > 1

  return {
    get: (name) => all(name)[0],
    all,
    isRepeated,
    repeated: [...given.keys()].filter((name) => name !== REPEATABLE && isRepeated(name)),
    values: Object.fromEntries(
      [...given.keys()]
        .filter((name) => !isRepeated(name) && all(name)[0])
        .map((name) => [name, all(name)[0] as string])
    )
  }
}
