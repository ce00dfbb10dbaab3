import { parsePlannerEvent, type Planner, PLANNER_EVENTS_CHANNEL, type PlannerEvent } from '@trek/planner'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { SESSIONS_ENDED_CHANNEL } from '../accounts/sessions.ts'
import type { Database } from '../database/database.ts'
import { signedIn } from './signed-in.ts'

const KEEP_ALIVE_MS = 20_000

/** From here on nothing is missed; what was loaded before may be out of date. */
const READY = 'event: ready\ndata: {}\n\n'

interface Listener {
  reply: FastifyReply
  isStillSignedIn: () => Promise<boolean>
}

/**
 * `GET /api/events`: tells the person at the browser about every change they may see, to a trip or to what else they share,
 * whoever made it and on whichever node. A stream ends when its session does.
 */
export const events: FastifyPluginAsync<{ planner: Planner; database: Database }> = async (
  fastify,
  { planner, database }
) => {
  const listeners = new Map<number, Set<Listener>>()
  const stopListening = await database.listen(PLANNER_EVENTS_CHANNEL, {
    message(payload) {
      tell(payload).catch((error: unknown) => fastify.log.error({ err: error }, 'an event was lost'))
    },
    resumed() {
      for (const { reply } of all()) reply.raw.write(READY)
    }
  })
  const stopWatchingSessions = await database.listen(SESSIONS_ENDED_CHANNEL, {
    message(userId) {
      for (const listener of listeners.get(Number(userId)) ?? []) void check(listener)
    },
    // Those that ended meanwhile are found with the next sign of life.
    resumed() {}
  })
  const keepAlive = setInterval(() => {
    for (const listener of all()) void check(listener)
  }, KEEP_ALIVE_MS)
  keepAlive.unref()

  fastify.addHook('preClose', async () => {
    clearInterval(keepAlive)
    for (const { reply } of all()) reply.raw.end()
    await Promise.all([stopListening(), stopWatchingSessions()]).catch((error: unknown) =>
      fastify.log.warn({ err: error }, 'the database was gone already')
    )
  })

  fastify.get('/events', async (request, reply) => {
    const { userId } = await signedIn(fastify, request)
    if (reply.raw.destroyed) return reply
    const listener: Listener = { reply, isStillSignedIn: async () => (await fastify.sessions.find(request)) !== null }
    const group = listeners.get(userId) ?? new Set()
    listeners.set(userId, group.add(listener))
    reply.raw.once('close', () => {
      group.delete(listener)
      if (group.size === 0) listeners.delete(userId)
    })
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      // A kept connection would keep the server from stopping.
      connection: 'close'
    })
    reply.raw.write(READY)
    return reply
  })

  async function tell(payload: string): Promise<void> {
    const event = parsePlannerEvent(payload)
    const audience = event.audience.flatMap((userId) => [...(listeners.get(userId) ?? [])])
    if (audience.length === 0) return
    const by = event.actor && (await describe(event.actor))
    const { type, tripId, ids } = event
    for (const listener of audience) {
      if (await listener.isStillSignedIn())
        listener.reply.raw.write(`event: planner\ndata: ${JSON.stringify({ type, tripId, ids, by })}\n\n`)
      else listener.reply.raw.end()
    }
  }

  async function describe({ userId, clientName }: NonNullable<PlannerEvent['actor']>) {
    const username = (await planner.users.find(userId))?.username ?? null
    return { userId, username, clientName: clientName ?? null }
  }

  async function check({ reply, isStillSignedIn }: Listener): Promise<void> {
    try {
      if (await isStillSignedIn()) reply.raw.write(': still here\n\n')
      else reply.raw.end()
    } catch (error) {
      // With the database out of reach nobody is signed out.
      fastify.log.warn({ err: error }, 'a session could not be checked')
    }
  }

  function all(): Listener[] {
    return [...listeners.values()].flatMap((group) => [...group])
  }
}
