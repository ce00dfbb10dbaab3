import { createOutsideData } from '@trek/outside-data'
import { createPlanner, seedCategories, type Actor, type Planner } from '@trek/planner'
import { createTestDatabase, type TestDatabaseOptions } from '@trek/test-postgres'
import { type WatchedTest, watchReplies } from '@trek/wire-schemas'
import Fastify, { type FastifyInstance } from 'fastify'
import {
  describePlannerError,
  expandScopes,
  instructions,
  mcpEndpoint,
  type Outside,
  type PlannerContext,
  plannerPrompts,
  plannerResources,
  plannerTools,
  type Principal
} from '../../src/index.ts'

export const EVERYTHING = ['trips:write', 'trips:delete', 'places:write', 'budget:write']

export interface TestTools {
  app: FastifyInstance
  planner: Planner
  anna: Actor
  berta: Actor
  mallory: Actor
  /** The administrator. */
  root: Actor
  sql: Awaited<ReturnType<typeof createTestDatabase>>['sql']
  /** Calls a method of the endpoint as somebody with these scopes. */
  ask(method: string, params: object, as?: As): Promise<Answer>
  /** Calls a tool and answers with its structured content; throws what it refused with. */
  use(name: string, given: object, as?: As): Promise<Record<string, never>>
}

/** Who asks: default Anna, with `EVERYTHING`, by OAuth. */
export interface As {
  user?: string
  scopes?: string[]
  kind?: 'user' | 'static'
}

export interface Answer {
  status: number
  challenge: string | undefined
  result?: { isError?: boolean; content?: { text: string }[]; structuredContent?: Record<string, never> } & Record<
    string,
    never
  >
  error?: { code: number; message: string }
}

/**
 * TREK's catalogue on a planner of its own; the token says who acts and with which scopes. Nothing outside is asked,
 * unless a test brings what answers.
 */
export async function testTools(
  t: WatchedTest & { teardown(fn: () => Promise<void> | void): void },
  {
    outside = createOutsideData({ userAgent: 'TREK', isOn: false }),
    ...options
  }: TestDatabaseOptions & { outside?: Outside } = {}
): Promise<TestTools> {
  const { db, sql } = await createTestDatabase(t, options)
  const planner = createPlanner(db)
  await seedCategories(db)
  const person = async (username: string, role: Actor['role'] = 'user'): Promise<Actor> => {
    const { id } = await planner.users.create({ username, email: `${username}@example.org`, role })
    return { userId: id, role }
  }
  const [anna, berta, mallory] = [await person('anna'), await person('berta'), await person('mallory')]
  const root = await person('root', 'admin')
  const people: Record<string, Actor> = { anna, berta, mallory, root }
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(mcpEndpoint<PlannerContext, Principal>, {
    resource: 'http://127.0.0.1/mcp',
    serverInfo: { name: 'trek', version: '1.0.0' },
    instructions,
    tools: plannerTools,
    resources: plannerResources,
    prompts: plannerPrompts,
    expandScopes,
    isAddonEnabled: (id) => planner.addons.isEnabled(id),
    describeError: describePlannerError,
    authenticate: async (request) => {
      const [subject = '', scopes = '', kind] = String(request.headers.authorization).split('|')
      const client = { clientId: 'trekcl_test', clientName: 'Assistant' }
      return { subject, ...client, scopes: scopes.split(' '), ...(kind === 'static' && { kind }) }
    },
    requireScopes: ({ scopes }, needed) => {
      const missing = needed.filter((scope) => !expandScopes(scopes).has(scope))
      if (missing.length > 0)
        throw Object.assign(new Error('scope'), { statusCode: 403, headers: { 'www-authenticate': missing.join(' ') } })
    },
    context: async ({ subject, scopes }) => {
      const actor = people[subject]
      if (!actor) throw new TypeError('nobody')
      return {
        actor: { ...actor, client: { id: 'trekcl_test', name: 'Assistant' } },
        planner,
        outside,
        scopes: expandScopes(scopes)
      }
    }
  })

  const ask: TestTools['ask'] = async (method, params, { user = 'anna', scopes = EVERYTHING, kind = 'user' } = {}) => {
    const request = {
      method: 'POST' as const,
      url: '/mcp',
      headers: { authorization: `${user}|${scopes.join(' ')}|${kind}`, accept: 'application/json' },
      payload: { jsonrpc: '2.0', id: 1, method, params }
    }
    const reply = watchReplies(t).injected(request, await app.inject(request))
    const challenge = reply.headers['www-authenticate']?.toString()
    return { status: reply.statusCode, challenge, ...reply.json<object>() }
  }
  return {
    app,
    planner,
    sql,
    anna,
    berta,
    mallory,
    root,
    ask,
    async use(name, given, as) {
      const { status, result, error, challenge } = await ask('tools/call', { name, arguments: given }, as)
      if (!result?.structuredContent)
        throw new Error(result?.content?.[0]?.text ?? error?.message ?? `${status} ${challenge}`)
      return result.structuredContent
    }
  }
}
