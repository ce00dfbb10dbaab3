import { parsePlannerEvent, type Planner, type PlannerEvent, PLANNER_EVENTS_CHANNEL } from '@trek/planner'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { Database } from '../database/database.ts'
import { signedIn } from './signed-in.ts'

const KEEP_ALIVE_MS = 20_000

interface Listener {
  reply: FastifyReply
  isStillSignedIn: () => Promise<boolean>
}

/**
 * `GET /api/events`: tells the person at the browser about every change to a trip they may see, whoever made it and on
 * whichever node. A stream ends when its session does.
 */
export const events: FastifyPluginAsync<{ planner: Planner; database: Database }> = async (
  fastify,
  { planner, database }
) => {
  const listeners = new Map<number, Set<Listener>>()
  const stopListening = await database.listen(
    PLANNER_EVENTS_CHANNEL,
    (payload) => void tell(parsePlannerEvent(payload))
  )
  const keepAlive = setInterval(() => void checkAll(), KEEP_ALIVE_MS)
  keepAlive.unref()

  fastify.addHook('preClose', async () => {
    clearInterval(keepAlive)
    await stopListening()
    for (const { reply } of all()) reply.raw.end()
  })

  fastify.get('/events', async (request, reply) => {
    const { userId } = await signedIn(fastify, request)
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
      'x-accel-buffering': 'no'
    })
    reply.raw.write('event: ready\ndata: {}\n\n')
  })

  async function tell(event: PlannerEvent): Promise<void> {
    const audience = event.audience.flatMap((userId) => [...(listeners.get(userId) ?? [])])
    if (audience.length === 0) return
    const username = (await planner.users.find(event.actor.userId))?.username ?? null
    const by = { userId: event.actor.userId, username, clientName: event.actor.clientName ?? null }
    const { type, tripId, ids } = event
    for (const listener of audience) {
      if (await listener.isStillSignedIn())
        listener.reply.raw.write(`event: planner\ndata: ${JSON.stringify({ type, tripId, ids, by })}\n\n`)
      else listener.reply.raw.end()
    }
  }

  async function checkAll(): Promise<void> {
    for (const { reply, isStillSignedIn } of all()) {
      if (await isStillSignedIn()) reply.raw.write(': still here\n\n')
      else reply.raw.end()
    }
  }

  function all(): Listener[] {
    return [...listeners.values()].flatMap((group) => [...group])
  }
}
