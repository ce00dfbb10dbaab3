import type { FastifyPluginAsync } from 'fastify'
import type { Settings, UserinfoOptions } from '../options.ts'
import { createScopeHook } from '../resource-server/require-scope.ts'
import type { ResourceServer } from '../resource-server/resource-server.ts'

interface UserinfoEndpointOptions {
  settings: Settings
  userinfo: UserinfoOptions
  resourceServer: ResourceServer
}

/** Who the token stands for (OpenID Connect Core section 5.3), only with the scope that says so. */
export const userinfoEndpoint: FastifyPluginAsync<UserinfoEndpointOptions> = async (
  fastify,
  { userinfo: { scope, claims }, resourceServer }
) => {
  fastify.route({
    method: ['GET', 'POST'],
    url: '/userinfo',
    onRequest: createScopeHook(resourceServer, { scopes: [scope] }),
    handler: async ({ accessToken }) =>
      accessToken && { ...(await claims(accessToken.subject)), sub: accessToken.subject }
  })
}
