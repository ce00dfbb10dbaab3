import type { FastifyPluginAsync } from 'fastify'
import { DPOP_ALGORITHMS } from '../dpop/proof.ts'
import type { Settings } from '../options.ts'
import type { ProtectedResource } from '../protected-resource.ts'
import { servePublicDocument } from './public-document.ts'

/**
 * Protected resource metadata (RFC 9728), one document per resource at its path-inserted place. While there is one
 * resource the root answers with it too, for clients that do not insert the path; with several the root has only what
 * belongs there.
 */
export const protectedResourceMetadata: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  const root = '/.well-known/oauth-protected-resource'
  const documents = new Map(
    settings.resources.map((resource) => [root + resource.path, describeResource(resource, settings)])
  )
  const [only] = settings.resources
  if (settings.resources.length === 1) documents.set(root, describeResource(only, settings))

  // Some clients append the name to the address they were given.
  for (const resource of settings.resources) {
    if (resource.path !== '')
      documents.set(`${resource.path}/.well-known/oauth-protected-resource`, describeResource(resource, settings))
  }
  for (const [path, document] of documents) servePublicDocument(fastify, path, document)
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
