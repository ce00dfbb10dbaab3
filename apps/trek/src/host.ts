import type { AccessToken, ClientDocumentOptions } from '@trek/oauth-server'
import { oauthServer } from '@trek/oauth-server'
import {
  describePlannerError,
  expandScopes,
  instructions,
  mcpEndpoint,
  type PlannerContext,
  plannerPrompts,
  plannerResources,
  plannerTools,
  trekScopes
} from '@trek/mcp-tools'
import { confirmationPages } from '@trek/mcp-tools/store'
import { createPlanner, seedCategories } from '@trek/planner'
import { users } from '@trek/planner/tables'
import { tokenStore } from '@trek/token-store'
import { eq, exists, sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { createAccounts } from './accounts/accounts.ts'
import { createProfile } from './accounts/profile.ts'
import { sessions } from './accounts/sessions.ts'
import { accountSweepTasks } from './accounts/sweep.ts'
import { createStaticTokenSwitch } from './accounts/static-token-switch.ts'
import { activitySweepTask } from './activity-sweep.ts'
import { answerInTime } from './answer-in-time.ts'
import { api } from './api/index.ts'
import { assistantsSwitch, requireAssistants } from './assistants.ts'
import type { Config } from './config.ts'
import { answerEcho } from './connection-check/echo.ts'
import { answerProbe, createProbes } from './connection-check/probe.ts'
import { countrySweepTasks } from './country-sweep.ts'
import type { Database } from './database/database.ts'
import { loggerOptions, type LogStream } from './logger.ts'
import { createCallServices } from './mcp/call-services.ts'
import { createChangeFeed } from './mcp/change-feed.ts'
import { createOutsideServices } from './outside-services.ts'
import { reminderSweepTasks } from './reminder-sweep.ts'
import { closeUnusedConnections } from './unused-connections.ts'
import { readVersion } from './version.ts'
import { web } from './web.ts'

/** They are there for what cannot do better yet. */
const STATIC_TOKENS = { deprecatedSince: new Date('2026-07-28'), sunset: new Date('2027-12-31') }

/** Said to clients that can log in by themselves (`docs/extensions/auth` of the specification). */
const MACHINE_CLIENTS = { 'io.modelcontextprotocol/oauth-client-credentials': {} }

const BRANDING = { name: 'TREK', accentColor: '#0f766e' }
const CONNECTIONS_PATH = '/settings/integrations/mcp?tab=apps'
const LOGIN_PATH = '/login'

/** What takes longer is answered with "try again later". */
const ANSWER_WITHIN_MS = 10_000

export interface Host {
  app: FastifyInstance
  /** The first administrator's password, when it was made up at this start and has to be told. */
  firstPassword: string | undefined
}

/** What the process has outside itself; the defaults are the real ones. */
export interface Outside {
  logStream?: LogStream
  /** The way to other web hosts. */
  clientDocuments?: ClientDocumentOptions
}

/** TREK: the planner, the OAuth server, the MCP endpoint, the API and the pages, on one database. */
export async function buildHost(config: Config, database: Database, outside: Outside = {}): Promise<Host> {
  const { db } = database
  const version = await readVersion()
  const app = Fastify({
    logger: loggerOptions(config, outside.logStream),
    trustProxy: trustedProxies(config)
  })
  const services = createOutsideServices(config, version, database, app.log)
  const { rates: exchangeRates, holidays } = services.outside
  const planner = createPlanner(db, { exchangeRates, ...(holidays && { holidays }) })
  const accounts = await createAccounts(db, planner)
  const resource = `${config.appUrl}/mcp`

  await seedCategories(db)
  const firstPassword = await accounts.createFirstAdministrator(config.admin)

  const staticTokenSwitch = createStaticTokenSwitch(db)
  const calls = await createCallServices(config, database, app.log)
  const changes = await createChangeFeed(database, planner, app.log)
  const identify = async (request: FastifyRequest) => {
    const session = await app.sessions.find(request)
    return (
      session && {
        subject: String(session.user.id),
        displayName: session.user.username,
        authenticatedAt: session.createdAt
      }
    )
  }

  await app.register(closeUnusedConnections)
  await app.register(answerInTime, { withinMs: ANSWER_WITHIN_MS })
  await app.register(sessions, { db, planner, cookieSecure: config.cookieSecure })
  await app.register(tokenStore, {
    db,
    alsoSweep: [
      ...accountSweepTasks,
      activitySweepTask,
      ...calls.sweepTasks,
      ...countrySweepTasks,
      ...reminderSweepTasks(planner)
    ],
    isActiveSubject: (subject) =>
      exists(
        db
          .select({ one: sql`1` })
          .from(users)
          .where(eq(users.id, sql`${subject}::int`))
      )
  })
  await app.register(assistantsSwitch, { planner })
  await app.register(oauthServer, {
    issuer: config.appUrl,
    store: app.tokenStore,
    scopes: trekScopes,
    resources: [{ resource, name: 'TREK' }],
    tokenPrefix: 'trek',
    // MCP SDK v1 would never ask for more than it began with.
    stepUpOnRefresh: true,
    loginPath: LOGIN_PATH,
    // Some hosted clients name it so in their assertions, whatever the metadata says.
    allowTokenEndpointAudience: true,
    clientDocuments: outside.clientDocuments ?? {},
    branding: { ...BRANDING, manageUrl: CONNECTIONS_PATH },
    identify,
    staticTokens: {
      ...STATIC_TOKENS,
      documentationUrl: `${config.appUrl}/settings/integrations/mcp`,
      isEnabled: (subject) => staticTokenSwitch.isOn(Number(subject))
    },
    isActiveSubject: async (subject) => (await planner.users.find(Number(subject))) !== undefined
  })
  await app.register(confirmationPages, { store: calls.store, identify, loginPath: LOGIN_PATH, branding: BRANDING })
  await app.register(mcpEndpoint<PlannerContext, AccessToken>, {
    resource,
    serverInfo: { name: 'trek', title: 'TREK', version, websiteUrl: config.appUrl },
    instructions,
    tools: config.demoMode ? plannerTools.filter(({ annotations }) => annotations.readOnlyHint) : plannerTools,
    resources: plannerResources,
    prompts: plannerPrompts,
    authenticate: async (request, audience) => {
      await requireAssistants(planner)
      return app.oauth.authenticate(request, audience)
    },
    requireScopes: app.oauth.requireScopes,
    expandScopes,
    isAddonEnabled: (id) => planner.addons.isEnabled(id),
    describeError: describePlannerError,
    changes,
    bus: calls.bus,
    store: calls.store,
    limiter: calls.limiter,
    extensions: MACHINE_CLIENTS,
    watch: app.oauth.watch,
    streamsPerSubject: config.mcpMaxStreamsPerUser,
    notice: app.oauth.staticTokens.dueNotice,
    onToolCall: ({ subject, clientId, grantId }, detail, request) =>
      app.oauth.audit.record(
        'tool.called',
        { subject, clientId, detail, ...(grantId !== undefined && { grantId }) },
        request
      ),
    context: async ({ kind, subject, clientId, clientName }, scopes) => ({
      actor: { userId: Number(subject), client: { id: clientId, name: clientName } },
      planner,
      outside: services.outside,
      scopes,
      connectionsUrl: `${config.appUrl}/settings/integrations/mcp`,
      ...(kind === 'static' && { staticTokenNotice: app.oauth.staticTokens.notice })
    })
  })
  const profile = await createProfile({
    db,
    planner,
    forget: async (subject) => {
      await app.oauth.deleteSubject(subject)
      await calls.store.deleteSubject(subject)
    }
  })
  const probes = createProbes(database)
  app.get('/mcp/probe/:probe', answerProbe(probes))
  app.get('/mcp/echo', answerEcho)
  await app.register(api, {
    prefix: '/api',
    config,
    database,
    planner,
    accounts,
    profile,
    staticTokenSwitch,
    staticTokenSunset: STATIC_TOKENS.sunset,
    probes,
    version
  })
  await app.register(web)

  app.addHook('preClose', async () => {
    await Promise.all([changes.close(), calls.close(), services.close()])
  })
  app.addHook('onClose', () => database.close())
  return { app, firstPassword }
}

/** A number of hops means: trust that many addresses, counted from this server. */
function trustedProxies({ trustProxy }: Config) {
  return typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy
}
