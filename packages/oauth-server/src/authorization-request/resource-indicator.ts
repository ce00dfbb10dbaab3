import { InvalidTargetError } from '../errors.ts'
import type { ProtectedResource } from '../protected-resource.ts'

/**
 * The protected resource that `resource` parameters name (RFC 8707 section 2); without any, the default one.
 *
 * While an origin holds a single resource, the bare origin names it too: widespread clients send that.
 */
export function resolveResourceIndicator(
  indicators: string[],
  resources: [ProtectedResource, ...ProtectedResource[]]
): ProtectedResource {
  const named = new Set(indicators.map((indicator) => findResource(indicator, resources)))
  if (named.size === 0) return resources[0]
  const [resource] = named
  if (named.size > 1 || !resource) throw new InvalidTargetError('The requested resource is unknown', 'resource_unknown')
  return resource
}

function findResource(indicator: string, resources: ProtectedResource[]): ProtectedResource | undefined {
  if (!URL.canParse(indicator) || indicator.includes('#')) return undefined
  const url = new URL(indicator)
  const normalized = url.href.endsWith('/') && url.search === '' ? url.href.slice(0, -1) : url.href
  const exact = resources.find(({ resource }) => new URL(resource).href.replace(/\/$/, '') === normalized)
  if (exact || normalized !== url.origin) return exact
  const onOrigin = resources.filter(({ resource }) => new URL(resource).origin === url.origin)
  return onOrigin.length === 1 ? onOrigin[0] : undefined
}
