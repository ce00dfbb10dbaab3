import formbody from '@fastify/formbody'
import type { FastifyPluginAsync } from 'fastify'
import type { Bookmarks } from '../bookmarks/bookmarks.ts'
import type { Users } from '../people/users.ts'
import { login } from '../sessions/login.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { refuseCrossOrigin } from './cross-origin.ts'
import { home } from './home.ts'

interface PagesOptions {
  appUrl: string
  users: Users
  sessions: Sessions
  bookmarks: Bookmarks
}

/** What people see. Cookies count here, so forms of other sites do not. */
export const pages: FastifyPluginAsync<PagesOptions> = async (fastify, { appUrl, users, sessions, bookmarks }) => {
  // Here and not on the whole app: the OAuth server brings its own form parser, and two in one place are an error.
  await fastify.register(formbody)
  fastify.addHook('onRequest', refuseCrossOrigin(appUrl))
  await fastify.register(login, { users, sessions })
  await fastify.register(home, { sessions, bookmarks })
}
