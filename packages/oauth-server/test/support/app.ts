import { tokenStore } from '@trek/token-store'
import { createTestDatabase, type TestContext, type TestDatabaseOptions } from '@trek/test-postgres'
import Fastify, { type FastifyInstance } from 'fastify'
import { oauthServer, type OAuthServerOptions } from '../../src/index.ts'
import { TestBrowser } from './browser.ts'

export const ISSUER = 'https://notes.example'
export const RESOURCE = `${ISSUER}/mcp`

export const scopes: OAuthServerOptions['scopes'] = {
  'notes:read': { label: 'See notes', description: 'Read every note', group: 'Notes' },
  'notes:write': {
    label: 'Change notes',
    description: 'Make and change notes',
    risk: 'write',
    group: 'Notes',
    implies: ['notes:read']
  },
  'notes:delete': { label: 'Delete notes', description: 'Delete notes for good', risk: 'delete', group: 'Notes' }
}

export interface TestApp {
  app: FastifyInstance
  sql: Awaited<ReturnType<typeof createTestDatabase>>['sql']
  /** Everything logged so far. */
  logged(): string
  /** A new browser with its own cookie jar. */
  browser(): TestBrowser
}

/**
 * Somebody's notes app: people are whoever the cookie `user` says, `/login?as=NAME` signs in, and two routes are
 * guarded by scope.
 */
export async function testApp(
  t: TestContext,
  overrides: Partial<OAuthServerOptions> = {},
  databaseOptions: TestDatabaseOptions = {}
): Promise<TestApp> {
  const { db, sql } = await createTestDatabase(t, databaseOptions)
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'trace', stream: { write: (line: string) => void lines.push(line) } } })
  await app.register(tokenStore, { db })
  await app.register(oauthServer, {
    issuer: ISSUER,
    store: app.tokenStore,
    scopes,
    resources: [{ resource: RESOURCE, name: 'Notes' }],
    tokenPrefix: 'nt',
    loginPath: '/login',
    // Tests knock more often than anybody; those of the limits set their own.
    rateLimits: false,
    branding: { name: 'Notes', manageUrl: '/settings/connections' },
    identify: async (request) => {
      const user = /(?:^|; )user=([a-z]+)/.exec(request.headers.cookie ?? '')?.[1]
      return user ? { subject: user, displayName: `${user}@notes.example` } : null
    },
    ...overrides
  })
  app.get<{ Querystring: { as: string; return_to: string } }>('/login', (request, reply) =>
    reply
      .header('set-cookie', `user=${request.query.as}; Path=/; HttpOnly`)
      .redirect(request.query.return_to ?? '/', 303)
  )
  app.get('/notes', { onRequest: app.oauth.requireScope('notes:read') }, async (request) => ({
    subject: request.accessToken?.subject
  }))
  app.post('/notes', { config: { oauth: { scopes: ['notes:write'] } } }, async () => ({ isMade: true }))
  app.delete('/notes', { config: { oauth: { scopes: ['notes:delete', 'notes:write'] } } }, async () => ({
    isGone: true
  }))
  t.teardown(() => app.close())
  await app.ready()
  return { app, sql, logged: () => lines.join(''), browser: () => new TestBrowser(app) }
}
