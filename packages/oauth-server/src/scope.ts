import { checkOption, checkOptionNames, type OptionNames } from './option-error.ts'

/** How much harm a scope can do; the consent page groups and words scopes by it. */
export type ScopeRisk = 'read' | 'write' | 'delete'

export interface ScopeOptions {
  /** Plain words for the person who consents, such as "See trips". Default: the description. */
  label?: string
  /** What exactly it allows. */
  description: string
  /** Default: what the name says, when it ends in `:write`, `:delete` and the like; else `read`. */
  risk?: ScopeRisk
  /** Heading it stands under; absent: none. */
  group?: string
  /** Narrower scopes it includes. */
  implies?: string[]
}

export interface Scope {
  name: string
  label: string
  description: string
  risk: ScopeRisk
  group?: string
  implies: string[]
}

export interface ScopeCatalogue {
  readonly all: readonly Scope[]
  find(name: string): Scope | undefined
  /** The scopes given and everything they imply. */
  expand(names: readonly string[]): ReadonlySet<string>
}

const optionNames: OptionNames<ScopeOptions> = {
  label: true,
  description: true,
  risk: true,
  group: true,
  implies: true
}

/**
 * @throws {InvalidOptionError} when a name is no scope token (RFC 6749 section 3.3) or implies an unknown scope.
 */
export function createScopeCatalogue(scopes: Record<string, string | ScopeOptions>): ScopeCatalogue {
  const catalogue = new Map<string, Scope>()
  for (const [name, given] of Object.entries(scopes)) {
    checkOption(isScopeToken(name), 'scopes', `is refused: "${name}" is no scope name`)
    const options = typeof given === 'string' ? { description: given } : given
    checkOptionNames(options, optionNames, `scopes["${name}"]`)
    catalogue.set(name, {
      name,
      label: options.label ?? options.description,
      description: options.description,
      risk: options.risk ?? riskOf(name),
      ...(options.group !== undefined && { group: options.group }),
      implies: options.implies ?? []
    })
  }
  for (const { name, implies } of catalogue.values()) {
    const unknown = implies.find((implied) => !catalogue.has(implied))
    checkOption(
      unknown === undefined,
      'scopes',
      `is refused: "${name}" implies "${unknown}", which is not in the catalogue`
    )
  }

  return {
    all: [...catalogue.values()],
    find: (name) => catalogue.get(name),
    expand(names) {
      const expanded = new Set<string>()
      const open = [...names]
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        if (expanded.has(name)) continue
        expanded.add(name)
        open.push(...(catalogue.get(name)?.implies ?? []))
      }
      return expanded
    }
  }
}

/** Splits a space-separated scope parameter; each scope once, in the order given. */
export function parseScope(scope: string): string[] {
  return [...new Set(scope.split(' ').filter((name) => name !== ''))]
}

/** A scope whose name says that it changes something must not pass for one that only looks. */
function riskOf(name: string): ScopeRisk {
  if (/(delete|remove|destroy|purge)$/i.test(name)) return 'delete'
  return /(write|edit|create|update|change|manage|admin|share|publish|send)$/i.test(name) ? 'write' : 'read'
}

/** RFC 6749 section 3.3. */
export function isScopeToken(name: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)
}
