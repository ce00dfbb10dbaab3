import type { Planner } from '@trek/planner'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { ApiError } from './api/errors.ts'

/** The addon that stands for everything clients and assistants connect to. */
const ADDON = 'mcp'

/** Routes of the OAuth server, whatever way their path was written in the request. */
const OAUTH_ROUTE = /^\/(oauth|\.well-known)\//

/** What the MCP endpoint answers while assistants are switched off; no challenge, since no token would help. */
class AssistantsOffError extends Error {
  readonly statusCode = 403
  readonly error = 'mcp_disabled'
  readonly headers = {}
}

const MESSAGE = 'Assistants are switched off here'

/** While assistants are switched off there is no OAuth server to be found. Tokens stay, for when they are on again. */
const plugin: FastifyPluginAsync<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!OAUTH_ROUTE.test(request.routeOptions.url ?? '') || (await planner.addons.isEnabled(ADDON))) return undefined
    return reply.code(404).send()
  })
}

export const assistantsSwitch = fp(plugin, { name: 'trek-assistants', fastify: '5.x' })

export function areAssistantsOn(planner: Planner): Promise<boolean> {
  return planner.addons.isEnabled(ADDON)
}

/** @throws {AssistantsOffError} while they are switched off. */
export async function requireAssistants(planner: Planner): Promise<void> {
  if (!(await planner.addons.isEnabled(ADDON))) throw new AssistantsOffError(MESSAGE)
}

/** A hook for the API of pages that are about assistants only. @throws {ApiError} 403 while they are switched off. */
export function requireAssistantsHere(planner: Planner) {
  return async (): Promise<void> => {
    if (!(await planner.addons.isEnabled(ADDON))) throw new ApiError(403, 'mcp_disabled', MESSAGE)
  }
}
