import { createHash, randomBytes } from 'node:crypto'
import { deleteWhere, type SweepTask } from '@trek/token-store'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database.ts'
import { users } from '../people/user.table.ts'
import type { User } from '../people/users.ts'
import { sessions } from './session.table.ts'

const TTL_SECONDS = 14 * 24 * 3600

export interface Session {
  user: User
  /** When the person signed in. */
  createdAt: Date
}

/** Who is signed in where: an opaque cookie, good for 14 days. Needs `@fastify/cookie`. */
export interface Sessions {
  find(request: FastifyRequest): Promise<Session | null>
  /** The session the browser had before ends, so that nobody can plant one. */
  start(request: FastifyRequest, reply: FastifyReply, user: User): Promise<void>
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

export function createSessions(db: Database, isSecure: boolean): Sessions {
  // A `__Host-` cookie cannot be planted by a sibling domain, but browsers accept it only over https.
  const cookie = isSecure ? '__Host-bookmarks_session' : 'bookmarks_session'
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  const digestIn = (request: FastifyRequest) => sha256(request.cookies[cookie] ?? '')
  const remove = (request: FastifyRequest) => db.delete(sessions).where(eq(sessions.digest, digestIn(request)))

  return {
    async find(request) {
      const [session] = await db
        .select({ user: { id: users.id, email: users.email }, createdAt: sessions.createdAt })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.digest, digestIn(request)), gt(sessions.expiresAt, sql`now()`)))
      return session ?? null
    },

    async start(request, reply, user) {
      await remove(request)
      const secret = randomBytes(32).toString('base64url')
      const expiresAt = sql`now() + make_interval(secs => ${TTL_SECONDS})`
      await db.insert(sessions).values({ digest: sha256(secret), userId: user.id, expiresAt })
      reply.setCookie(cookie, secret, { ...attributes, maxAge: TTL_SECONDS })
    },

    async end(request, reply) {
      await remove(request)
      reply.clearCookie(cookie, attributes)
    }
  }
}

/** Removes sessions that are over; the token store has a sweeper that takes it along. */
export const sweepSessions: SweepTask = {
  name: 'sessions',
  sweep: deleteWhere(sessions, sessions.digest, lt(sessions.expiresAt, sql`now()`))
}

function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
