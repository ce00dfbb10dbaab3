import type { FastifyReply } from 'fastify'
import type { Principal } from '../definitions/principal.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionSubscriptions } from '../sessions/session-subscriptions.ts'
import { openEventStream } from './event-stream.ts'
import type { Listeners } from './listeners.ts'
import type { OpenStreams } from './open-streams.ts'

/** The stream of an older client's GET: what changes, for as long as it is open. */
export function openSessionStream<P extends Principal>(
  reply: FastifyReply,
  principal: P,
  session: Session,
  {
    listeners,
    openStreams,
    subscriptions
  }: {
    listeners: Listeners
    openStreams: OpenStreams<P>
    subscriptions: SessionSubscriptions
  }
): FastifyReply {
  // Gone while it was looked who asks: nobody would count the stream out again.
  if (reply.raw.destroyed) return reply.hijack()
  const open = openStreams.open(principal, () => {
    remove()
    stream.end()
  })
  const stream = openEventStream(reply)
  const remove = listeners.add({
    subject: principal.subject,
    lists: new Set(['tools', 'resources', 'prompts']),
    uris: subscriptions.of(session.id),
    tell({ method, params }) {
      open.touch()
      const isBare = Object.keys(params).length === 0
      stream.send(JSON.stringify({ jsonrpc: '2.0', method, ...(!isBare && { params }) }))
    }
  })
  reply.raw.once('close', () => {
    open.closed()
    remove()
  })
  return reply
}
