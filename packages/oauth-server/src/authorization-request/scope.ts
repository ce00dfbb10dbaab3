import { InvalidScopeError } from '../errors.ts'
import type { ProtectedResource } from '../protected-resource.ts'
import { parseScope, type ScopeCatalogue } from '../scope.ts'
import type { Client } from '../store/index.ts'

/**
 * The scopes a request may be granted: known ones of what was asked, or the resource's default set. Unknown scopes are
 * dropped (RFC 6749 section 3.3). A manual client's scopes are a ceiling; a dynamic client's are only a hint, since it
 * registered before anybody knew what it would need.
 */
export function resolveScope(
  requested: string | undefined,
  { client, resource, catalogue }: { client: Client; resource: ProtectedResource; catalogue: ScopeCatalogue }
): string[] {
  const asked = requested === undefined ? resource.defaultScopes : parseScope(requested)
  const scopes = withinCeiling(asked, client, catalogue).filter((name) => catalogue.find(name))
  if (scopes.length === 0) throw new InvalidScopeError('None of the requested scopes can be granted', 'scope_unusable')
  return scopes
}

/** What of the scopes a client may have: a manual one only what its owner gave it. */
export function withinCeiling(scopes: string[], { kind, scopes: most }: Client, catalogue: ScopeCatalogue): string[] {
  if (kind !== 'manual' || !most) return scopes
  const ceiling = catalogue.expand(most)
  return scopes.filter((name) => ceiling.has(name))
}
