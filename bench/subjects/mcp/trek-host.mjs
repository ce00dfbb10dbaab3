import {
  describePlannerError,
  expandScopes,
  instructions,
  mcpEndpoint,
  plannerPrompts,
  plannerResources,
  trekScopes
} from '@trek/mcp-tools'
import { createCallLimiter, createCallStore } from '@trek/mcp-tools/store'
import { oauthServer } from '@trek/oauth-server'
import { createPlanner } from '@trek/planner'
import { users } from '@trek/planner/tables'
import { tokenStore } from '@trek/token-store'
import { eq, exists, sql as statement } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import Fastify from 'fastify'
import postgres from 'postgres'
import { PATH, RESOURCE } from './client.mjs'
import { TOKEN_PREFIX } from './seed.mjs'
import { tools } from './tools.mjs'

const STATIC_TOKENS = {
  deprecatedSince: new Date('2026-07-28'),
  sunset: new Date('2027-12-31'),
  documentationUrl: 'https://notes.example/tokens'
}

/** The limit is asked about on every request, but a client here does in seconds what it may otherwise do in hours. */
const FAR_AWAY = { requests: 1_000_000, perSeconds: 60 }

/**
 * TREK's own composition, as its host has it for a call: guard, addons, limit, endpoint, planner, and an audit event.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 */
export async function createTrek({ databaseUrl, poolSize }) {
  const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
  const db = drizzle(sql)
  const planner = createPlanner(db)
  const store = await createCallStore(db)
  const limiter = createCallLimiter({ db, ...FAR_AWAY })
  const app = Fastify()
  await app.register(tokenStore, {
    db,
    isActiveSubject: (subject) =>
      exists(
        db
          .select({ one: statement`1` })
          .from(users)
          .where(eq(users.id, statement`${subject}::int`))
      )
  })
  await app.register(oauthServer, {
    issuer: 'https://notes.example',
    store: app.tokenStore,
    scopes: trekScopes,
    resources: [{ resource: RESOURCE, name: 'TREK' }],
    tokenPrefix: TOKEN_PREFIX,
    loginPath: '/login',
    identify: async () => null,
    staticTokens: STATIC_TOKENS,
    isActiveSubject: async (subject) => (await planner.users.find(Number(subject))) !== undefined
  })
  await app.register(mcpEndpoint, {
    path: PATH,
    resource: RESOURCE,
    serverInfo: { name: 'trek', title: 'TREK', version: '1.0.0' },
    instructions,
    tools,
    resources: plannerResources,
    prompts: plannerPrompts,
    authenticate: async (request, audience) => {
      if (!(await planner.addons.isEnabled('mcp'))) throw new Error('assistants are switched off')
      return app.oauth.authenticate(request, audience)
    },
    requireScopes: app.oauth.requireScopes,
    expandScopes,
    isAddonEnabled: (id) => planner.addons.isEnabled(id),
    store,
    limiter,
    watch: app.oauth.watch,
    describeError: describePlannerError,
    notice: app.oauth.staticTokens.dueNotice,
    onToolCall: ({ subject, clientId, grantId }, detail, request) =>
      app.oauth.audit.record('tool.called', { subject, clientId, detail, grantId }, request),
    context: async ({ subject, clientId, clientName }, scopes) => {
      const actor = { userId: Number(subject), client: { id: clientId, name: clientName } }
      return { actor, planner, scopes }
    }
  })
  // An array as the answer would be taken for an error.
  app.addHook('preClose', async () => void (await Promise.all([store.close(), limiter.close()])))
  app.addHook('onClose', () => sql.end())
  return app
}
