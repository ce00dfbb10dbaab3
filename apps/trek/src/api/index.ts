import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import type { Planner } from '@trek/planner'
import type { FastifyPluginAsync } from 'fastify'
import type { Accounts } from '../accounts/accounts.ts'
import type { Profile } from '../accounts/profile.ts'
import { createLoginThrottle } from '../accounts/login-throttle.ts'
import type { StaticTokenSwitch } from '../accounts/static-token-switch.ts'
import { areAssistantsOn, requireAssistantsHere } from '../assistants.ts'
import type { Config } from '../config.ts'
import { createConnectionCheck } from '../connection-check/connection-check.ts'
import { answerEcho } from '../connection-check/echo.ts'
import { answerProbe, type Probes } from '../connection-check/probe.ts'
import type { Database } from '../database/database.ts'
import { account } from './account.ts'
import { activity } from './activity.ts'
import { adminAddons } from './admin/addons.ts'
import { auditLog } from './admin/audit-log.ts'
import { connectionCheck } from './admin/connection-check.ts'
import { adminMcpTokens } from './admin/mcp-tokens.ts'
import { oauthSessions } from './admin/oauth-sessions.ts'
import { auth } from './auth.ts'
import { documentation } from './documentation.ts'
import { ApiError, answerApiError } from './errors.ts'
import { events } from './events.ts'
import { health } from './health.ts'
import { mcpTokens } from './mcp-tokens.ts'
import { clients } from './oauth/clients.ts'
import { scopes } from './oauth/scopes.ts'
import { sessions } from './oauth/sessions.ts'
import { requireSameOrigin } from './same-origin.ts'
import { sharedJourneys } from './shared-journeys.ts'
import { sharedTrip } from './shared-trip.ts'
import { tripParts } from './trip/index.ts'
import { trips } from './trips.ts'

interface ApiOptions {
  config: Config
  database: Database
  planner: Planner
  accounts: Accounts
  profile: Profile
  staticTokenSwitch: StaticTokenSwitch
  probes: Probes
  /** When static tokens stop working. */
  staticTokenSunset: Date
  version: string
}

/** The JSON API of the pages; a session cookie opens it. */
export const api: FastifyPluginAsync<ApiOptions> = async (
  fastify,
  { config, database, planner, accounts, profile, staticTokenSwitch, staticTokenSunset, probes, version }
) => {
  fastify.setErrorHandler(answerApiError)
  fastify.setValidatorCompiler(TypeBoxValidatorCompiler)
  fastify.addHook('onRequest', requireSameOrigin(config.appUrl))
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (config.demoMode && isWrite && !request.url.startsWith('/api/auth/log')) {
      throw new ApiError(403, 'demo_denied', 'Changes are switched off in the demo')
    }
  })
  await fastify.register(documentation, { version })
  await fastify.register(health, { database, version })
  const throttle = createLoginThrottle(database.db)
  await fastify.register(auth, { accounts, throttle, openRegistration: config.openRegistration })
  await fastify.register(account, { profile, planner, throttle })
  await fastify.register(async (aboutAssistants) => {
    aboutAssistants.addHook('onRequest', requireAssistantsHere(planner))
    await aboutAssistants.register(scopes)
    await aboutAssistants.register(clients)
    await aboutAssistants.register(sessions)
    await aboutAssistants.register(mcpTokens, { sunset: staticTokenSunset })
  })
  await fastify.register(oauthSessions, { planner })
  await fastify.register(auditLog, { planner })
  await fastify.register(adminMcpTokens, { planner, staticTokenSwitch })
  await fastify.register(adminAddons, { planner })
  await fastify.register(connectionCheck, {
    appUrl: config.appUrl,
    check: createConnectionCheck({ config, database, probes, areAssistantsOn: () => areAssistantsOn(planner) })
  })
  // Under the path of the stream whose way they try.
  fastify.get('/events/probe/:probe', { schema: { hide: true } }, answerProbe(probes))
  fastify.get('/events/echo', { schema: { hide: true } }, answerEcho)
  await fastify.register(trips, { planner })
  await fastify.register(tripParts, { planner })
  await fastify.register(sharedTrip, { planner })
  await fastify.register(sharedJourneys, { planner })
  await fastify.register(activity, { planner })
  await fastify.register(events, { planner, database })
  fastify.all('/*', { schema: { hide: true } }, async () => {
    throw new ApiError(404, 'not_found', 'There is nothing here')
  })
}
