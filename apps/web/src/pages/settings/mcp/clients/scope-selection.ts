import type { ScopeGroup } from '../../../../api/integrations.ts'

const namesOf = (groups: ScopeGroup[]) => groups.flatMap(({ scopes }) => scopes.map(({ name }) => name))

/** Every scope with which nothing can be changed. */
export function readOnlyScopes(groups: ScopeGroup[]): string[] {
  return namesOf(groups).filter((name) => name.endsWith(':read'))
}

/** Every scope but those that delete for good. */
export function allButDelete(groups: ScopeGroup[]): string[] {
  return namesOf(groups).filter((name) => !name.endsWith(':delete'))
}

/** The selection with some scopes more, or fewer. */
export function withScopes(selected: string[], names: string[], isChosen: boolean): string[] {
  const others = selected.filter((name) => !names.includes(name))
  return isChosen ? [...others, ...names] : others
}
