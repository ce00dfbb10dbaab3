/**
 * An option of the plugin is wrong, so its registration fails, and with it boot.
 *
 * A `TypeError`, and beside that something to switch on: `code` and the `option`, as in `lifetimes.accessTokenSeconds`.
 */
export class InvalidOptionError extends TypeError {
  readonly code = 'OAUTH_OPTION_INVALID'
  readonly option: string

  /** @param problem Goes on after the name of the option: "must be a function". */
  constructor(option: string, problem: string) {
    super(`oauthServer: option "${option}" ${problem}`)
    this.option = option
  }
}

/** @throws {InvalidOptionError} unless the option is fine. */
export function checkOption(isFine: unknown, option: string, problem: string): asserts isFine {
  if (!isFine) throw new InvalidOptionError(option, problem)
}

/** Every name an object of options may have; `true` where nothing more is known of the value. */
export type OptionNames<Options> = {
  readonly [Name in keyof Required<Options>]: true | { readonly [name: string]: true }
}

/**
 * A misspelt option would be one that is silently left out.
 *
 * @param of What the options belong to; absent: the plugin itself.
 * @throws {InvalidOptionError} naming the first option there is no such thing as.
 */
export function checkOptionNames<Options extends object>(
  options: Options,
  names: OptionNames<Options>,
  of?: string
): void {
  const known = new Map<string, unknown>(Object.entries(names))
  for (const [name, value] of Object.entries(options)) {
    const members = known.get(name)
    checkOption(members !== undefined, of === undefined ? name : `${of}.${name}`, problemOf(name))
    if (members === true || typeof value !== 'object' || value === null) continue
    const unknown = Object.keys(value).find((member) => !Object.hasOwn(members as object, member))
    checkOption(unknown === undefined, `${name}.${unknown}`, 'is unknown')
  }
}

function problemOf(name: string): string {
  return name === 'prefix'
    ? 'is unknown: the paths of the endpoints come from "issuer" and "basePath"'
    : 'is unknown: the README lists the options there are'
}
