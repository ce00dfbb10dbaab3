import { isLoopbackHttp } from './loopback.ts'
import { checkOption, checkOptionNames, InvalidOptionError, type OptionNames } from './option-error.ts'
import type { ScopeCatalogue } from './scope.ts'

export interface ProtectedResourceOptions {
  /** Canonical resource identifier (RFC 8707, RFC 9728): an absolute URL without fragment. */
  resource: string
  /** Shown to people on the consent page. */
  name?: string
  /**
   * What clients are told to ask for when they do not know better, and what an authorization request without `scope`
   * gets: the least with which the resource is useful. Default: every scope of risk `read`.
   */
  defaultScopes?: string[]
  /** `resource_documentation` of the metadata document. */
  documentationUrl?: string
}

export interface ProtectedResource {
  resource: string
  /** Path of its identifier, empty for the root; well-known paths are derived from it. */
  path: string
  name?: string
  defaultScopes: string[]
  documentationUrl?: string
  /** Where its metadata document is (RFC 9728 section 3.1). */
  metadataUrl: string
}

const optionNames: OptionNames<ProtectedResourceOptions> = {
  resource: true,
  name: true,
  defaultScopes: true,
  documentationUrl: true
}

/**
 * @throws {InvalidOptionError} naming the resource and what is wrong with it.
 */
export function resolveResources(
  resources: (string | ProtectedResourceOptions)[],
  scopes: ScopeCatalogue
): [ProtectedResource, ...ProtectedResource[]] {
  const [first, ...others] = resources.map((given) =>
    resolveResource(typeof given === 'string' ? { resource: given } : given, scopes)
  )
  checkOption(first, 'resources', 'must name at least one resource')
  return [first, ...others]
}

function resolveResource(options: ProtectedResourceOptions, scopes: ScopeCatalogue): ProtectedResource {
  const { resource } = options
  checkOptionNames(options, optionNames, `resources["${resource}"]`)
  if (!URL.canParse(resource) || resource.includes('#'))
    throw refused(resource, 'must be an absolute URL without fragment')
  const url = new URL(resource)
  if (url.protocol !== 'https:' && !isLoopbackHttp(url))
    throw refused(resource, 'must be https, or http on a loopback host')
  if (resource.endsWith('/')) throw refused(resource, 'must not end with a slash')
  const defaultScopes =
    options.defaultScopes ?? scopes.all.filter(({ risk }) => risk === 'read').map(({ name }) => name)
  const unknown = defaultScopes.find((name) => !scopes.find(name))
  if (unknown !== undefined)
    throw refused(resource, `has the default scope "${unknown}", which is not in the catalogue`)
  const path = url.pathname === '/' ? '' : url.pathname
  return {
    resource,
    path,
    defaultScopes,
    metadataUrl: `${url.origin}/.well-known/oauth-protected-resource${path}`,
    ...(options.name !== undefined && { name: options.name }),
    ...(options.documentationUrl !== undefined && { documentationUrl: options.documentationUrl })
  }
}

function refused(resource: string, demand: string): InvalidOptionError {
  return new InvalidOptionError('resources', `is refused: "${resource}" ${demand}`)
}
