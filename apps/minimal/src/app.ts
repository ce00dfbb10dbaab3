import cookie from '@fastify/cookie'
import { oauthServer } from '@trek/oauth-server'
import { tokenStore } from '@trek/token-store'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { createBookmarks } from './bookmarks/bookmarks.ts'
import { bookmarkRoutes } from './bookmarks/routes.ts'
import type { Database } from './database.ts'
import { hideFaults } from './hide-faults.ts'
import { pages } from './pages/pages.ts'
import { createUsers } from './people/users.ts'
import { createSessions, sweepSessions } from './sessions/sessions.ts'

export interface AppOptions {
  db: Database
  /** Public address: scheme, host and port. */
  appUrl: string
  /** Fastify's. Default: nothing is logged. */
  logger?: FastifyServerOptions['logger']
}

/** Bookmarks: people sign in, and let applications read theirs or save more. */
export async function buildApp({ db, appUrl, logger = false }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({ logger })
  const users = createUsers(db)
  const bookmarks = createBookmarks(db)
  const sessions = createSessions(db, appUrl.startsWith('https:'))

  app.setErrorHandler(hideFaults)
  await app.register(cookie)
  await app.register(pages, { appUrl, users, sessions, bookmarks })

  await app.register(tokenStore, { db, alsoSweep: [sweepSessions] })
  await app.register(oauthServer, {
    issuer: appUrl,
    store: app.tokenStore,
    resources: [`${appUrl}/bookmarks`],
    tokenPrefix: 'bm',
    scopes: {
      'bookmarks:read': 'See your bookmarks',
      'bookmarks:write': { description: 'Save bookmarks', risk: 'write' }
    },
    branding: { name: 'Bookmarks', manageUrl: '/' },
    loginPath: '/login',
    identify: async (request) => {
      const session = await sessions.find(request)
      if (!session) return null
      const { user, createdAt } = session
      return { subject: user.id, displayName: user.email, authenticatedAt: createdAt }
    }
  })

  // After the OAuth server, which guards only what comes after it.
  await app.register(bookmarkRoutes, { bookmarks })
  return app
}
