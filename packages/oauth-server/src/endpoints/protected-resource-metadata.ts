import type { FastifyPluginAsync } from 'fastify'
import { DPOP_ALGORITHMS } from '../dpop/proof.ts'
import type { Settings } from '../options.ts'
import type { ProtectedResource } from '../protected-resource.ts'
import { servePublicDocument } from './public-document.ts'

const ROOT = '/.well-known/oauth-protected-resource'

/** Protected resource metadata (RFC 9728), one document per resource at its path-inserted place. */
export const protectedResourceMetadata: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  // Resources of several origins may have the same path; there is one place for it here.
  const byPath = new Map(settings.resources.map((resource) => [resource.path, resource]))
  for (const resource of byPath.values()) {
    if (resource.path === '') continue
    const find = () => describeResource(resource, settings)
    servePublicDocument(fastify, ROOT + resource.path, find)
    // Some clients append the name to the address they were given.
    servePublicDocument(fastify, resource.path + ROOT, find)
  }
}

/**
 * The place without a path: of the resource that has none. While there is one resource the root answers with it too, for
 * clients that do not insert the path; with several, of whichever issuer, it has only what belongs there.
 */
export const rootResourceMetadata: FastifyPluginAsync<{ issuers: ReadonlySet<Settings> }> = async (
  fastify,
  { issuers }
) => {
  servePublicDocument(fastify, ROOT, () => {
    const all = [...issuers].flatMap((settings) => settings.resources.map((resource) => ({ resource, settings })))
    const [only, ...others] = all
    const found = all.find(({ resource }) => resource.path === '') ?? (others.length === 0 ? only : undefined)
    return found && describeResource(found.resource, found.settings)
  })
}

function describeResource(resource: ProtectedResource, { issuer, branding, dpop }: Settings) {
  const documentation = resource.documentationUrl ?? branding.documentationUrl
  return {
    resource: resource.resource,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    ...(resource.defaultScopes.length > 0 && { scopes_supported: resource.defaultScopes }),
    ...(dpop && { dpop_signing_alg_values_supported: DPOP_ALGORITHMS }),
    ...(dpop?.isRequired && { dpop_bound_access_tokens_required: true }),
    resource_name: resource.name ?? branding.name,
    ...(documentation !== undefined && { resource_documentation: documentation })
  }
}
