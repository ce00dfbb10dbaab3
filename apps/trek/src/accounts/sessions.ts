import { createHash, randomBytes } from 'node:crypto'
import type { Planner, User } from '@trek/planner'
import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import cookie from '@fastify/cookie'
import type { Database } from '../database/database.ts'
import { accountSessions } from './account.table.ts'

/** The cookie that opens the API. */
export const SESSION_COOKIE = 'trek_session'
/** The Postgres notification channel that names people whose sessions were ended. */
export const SESSIONS_ENDED_CHANNEL = 'trek_sessions_ended'
const TTL_SECONDS = 30 * 24 * 3600

export interface Session {
  user: User
  /** When the person signed in. */
  createdAt: Date
}

export interface Sessions {
  /** The session of the request's cookie, unless it has none or it is over. */
  find(request: FastifyRequest): Promise<Session | null>
  /** Begins a session and sets its cookie; the one the browser had ends, so that nobody can plant one. */
  start(request: FastifyRequest, reply: FastifyReply, user: User): Promise<void>
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Ends all of a person's sessions, or all but the one of `request`. Their open event streams end too, on every node. */
  endAll(userId: number, except?: FastifyRequest): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    sessions: Sessions
  }
}

interface SessionOptions {
  db: Database['db']
  planner: Planner
  cookieSecure: boolean
}

const plugin: FastifyPluginAsync<SessionOptions> = async (fastify, { db, planner, cookieSecure }) => {
  await fastify.register(cookie)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: cookieSecure } as const
  const findByDigest = db
    .select({ userId: accountSessions.userId, createdAt: accountSessions.createdAt })
    .from(accountSessions)
    .where(
      and(eq(accountSessions.digest, sql.placeholder('digest')), gt(accountSessions.expiresAt, sql`clock_timestamp()`))
    )
    .prepare('trek_find_session')

  const remove = async (request: FastifyRequest) => {
    const digest = digestOf(request)
    if (digest) await db.delete(accountSessions).where(eq(accountSessions.digest, digest))
  }

  fastify.decorate('sessions', {
    async find(request) {
      const digest = digestOf(request)
      if (!digest) return null
      const [session] = await findByDigest.execute({ digest })
      const user = session && (await planner.users.find(session.userId))
      return user ? { user, createdAt: session.createdAt } : null
    },

    async start(request, reply, user) {
      await remove(request)
      const secret = randomBytes(32).toString('base64url')
      const expiresAt = sql<Date>`clock_timestamp() + make_interval(secs => ${TTL_SECONDS})`
      await db.insert(accountSessions).values({ digest: sha256(secret), userId: user.id, expiresAt })
      reply.setCookie(SESSION_COOKIE, secret, { ...attributes, maxAge: TTL_SECONDS })
    },

    async end(request, reply) {
      await remove(request)
      reply.clearCookie(SESSION_COOKIE, attributes)
    },

    async endAll(userId, except) {
      const kept = except && digestOf(except)
      const theirs = eq(accountSessions.userId, userId)
      await db.delete(accountSessions).where(kept ? and(theirs, ne(accountSessions.digest, kept)) : theirs)
      await db.execute(sql`select pg_notify(${SESSIONS_ENDED_CHANNEL}, ${String(userId)})`)
    }
  })
}

/** Web sessions: an opaque cookie, kept as a digest, good for 30 days from signing in. */
export const sessions = fp(plugin, { name: 'trek-sessions', fastify: '5.x' })

function digestOf(request: FastifyRequest): Buffer | undefined {
  const secret = request.cookies[SESSION_COOKIE]
  return secret !== undefined && /^[A-Za-z0-9_-]{43}$/.test(secret) ? sha256(secret) : undefined
}

function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
