import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { KeptAuditEvent } from '@trek/oauth-server'
import type { Planner } from '@trek/planner'
import { Type } from 'typebox'
import { administrator } from '../signed-in.ts'

const Query = Type.Object({
  /** Events whose type begins so: `token.` */
  type: Type.Optional(Type.String({ maxLength: 100 })),
  user_id: Type.Optional(Type.Integer({ minimum: 1 })),
  client_id: Type.Optional(Type.String({ maxLength: 512 })),
  /** Older than this event. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }))
})
const Text = Type.Union([Type.String(), Type.Null()])
const EventView = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  type: Type.String(),
  user: Type.Union([Type.Object({ id: Type.Integer(), username: Type.String() }), Type.Null()]),
  actor: Type.Union([Type.Object({ id: Type.Integer(), username: Type.String() }), Type.Null()]),
  client_id: Text,
  grant_id: Text,
  address: Text,
  user_agent: Text,
  request_id: Text,
  detail: Type.Record(Type.String(), Type.Unknown())
})
const EventsAnswer = Type.Object({ events: Type.Array(EventView) })

/** What happened on this instance, for administrators; the newest first, `before` leads on. */
export const auditLog: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/admin/audit-log',
    { schema: { querystring: Query, response: { 200: EventsAnswer } } },
    async (request) => {
      await administrator(fastify, request)
      const { type, user_id: userId, client_id: clientId, before, limit = 100 } = request.query
      const events = await fastify.oauth.audit.list({
        limit,
        ...(type !== undefined && { type }),
        ...(userId !== undefined && { subject: String(userId) }),
        ...(clientId !== undefined && { clientId }),
        ...(before !== undefined && { before })
      })
      const ids = events.flatMap(({ subject, actor }) => [subject, actor]).map(Number)
      const users = await planner.users.findAll(ids.filter((id) => id > 0))
      const userOf = (id: string | undefined) => {
        const user = users.get(Number(id))
        return user ? { id: user.id, username: user.username } : null
      }
      return { events: events.map((event) => eventView(event, userOf)) }
    }
  )
}

function eventView<UserView>(event: KeptAuditEvent, userOf: (id: string | undefined) => UserView) {
  const { id, at, type, subject, actor, clientId, grantId, address, userAgent, requestId, detail } = event
  return {
    id,
    at: at.toISOString(),
    type,
    user: userOf(subject),
    actor: userOf(actor),
    client_id: clientId ?? null,
    grant_id: grantId ?? null,
    address: address ?? null,
    user_agent: userAgent ?? null,
    request_id: requestId ?? null,
    detail: detail ?? {}
  }
}
