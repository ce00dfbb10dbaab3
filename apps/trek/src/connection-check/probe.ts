import { createHash, randomBytes } from 'node:crypto'
import { appSettings } from '@trek/planner/tables'
import { and, eq, gt, like, lte } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database/database.ts'
import { answerInTwoParts } from './two-parts.ts'

/** Longer than any check takes; one whose process died is forgotten with the next. */
const OPEN_MS = 5 * 60_000
const KEY_PREFIX = 'connection_probe_'

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip']

/** What arrived here of a request that was sent to the public address. */
export interface Seen {
  protocol: string
  host: string
  /** The forwarding headers it had. */
  forwarding: string[]
  hasAuthorization: boolean
}

/** What a probe is known by: whoever answers to it has our database, so it is this instance. */
export interface Probes {
  /** Makes one that is known until `use` is done. */
  open<Result>(use: (probe: string) => Promise<Result>): Promise<Result>
  isOpen(probe: string): Promise<boolean>
}

/** In the database, as the answer may come from another node. */
export function createProbes({ db }: Database): Probes {
  return {
    async open(use) {
      const probe = randomBytes(32).toString('base64url')
      const key = keyOf(probe)
      await db
        .delete(appSettings)
        .where(and(like(appSettings.key, `${KEY_PREFIX}%`), lte(appSettings.value, moment(0))))
      await db.insert(appSettings).values({ key, value: moment(OPEN_MS) })
      try {
        return await use(probe)
      } finally {
        await db.delete(appSettings).where(eq(appSettings.key, key))
      }
    },

    async isOpen(probe) {
      const found = await db
        .select({ key: appSettings.key })
        .from(appSettings)
        .where(and(eq(appSettings.key, keyOf(probe)), gt(appSettings.value, moment(0))))
      return found.length > 0
    }
  }
}

/** So far from now; as text, moments sort by time. */
function moment(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString()
}

function keyOf(probe: string): string {
  return `${KEY_PREFIX}${createHash('sha256').update(probe).digest('base64url')}`
}

/**
 * Answers a probe with what was seen of it, in two parts with a pause between them; whoever does not know one hears that
 * there is nothing.
 */
export function answerProbe(probes: Probes) {
  return async (request: FastifyRequest<{ Params: { probe: string } }>, reply: FastifyReply): Promise<FastifyReply> => {
    const { probe } = request.params
    if (!(await probes.isOpen(probe)))
      return reply.code(404).send({ error: 'not_found', message: 'There is nothing here' })
    const seen: Seen = {
      protocol: request.protocol,
      host: request.host,
      forwarding: FORWARDING_HEADERS.filter((name) => request.headers[name] !== undefined),
      hasAuthorization: request.headers.authorization === `Bearer ${probe}`
    }
    return answerInTwoParts(reply, seen)
  }
}

/** Undefined: that is no answer of ours. */
export function readSeen(text: string): Seen | undefined {
  const [, data] = /^data: (\{"protocol".*\})$/m.exec(text) ?? []
  return data === undefined ? undefined : (JSON.parse(data) as Seen)
}
