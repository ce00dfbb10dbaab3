import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { AuditFilter, KeptAuditEvent } from '@trek/oauth-server'
import type { Planner, User } from '@trek/planner'
import { type Static, Type } from 'typebox'
import { ApiError } from '../errors.ts'
import { administrator } from '../signed-in.ts'
import { csvLine } from './csv.ts'

const Filter = Type.Object({
  /** Events whose type begins so: `token.` */
  type: Type.Optional(Type.String({ maxLength: 100 })),
  /** Whose account it is about. */
  user_id: Type.Optional(Type.Integer({ minimum: 1 })),
  /** The username of who did it, or whose account it is about. */
  person: Type.Optional(Type.String({ maxLength: 100 })),
  client_id: Type.Optional(Type.String({ maxLength: 512 })),
  /** ISO 8601, with the zone. */
  since: Type.Optional(Type.String({ maxLength: 40 })),
  until: Type.Optional(Type.String({ maxLength: 40 }))
})
const Query = Type.Object({
  ...Filter.properties,
  /** Older than this event. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }))
})
const Text = Type.Union([Type.String(), Type.Null()])
const Person = Type.Union([Type.Object({ id: Type.Integer(), username: Type.String() }), Type.Null()])
const EventView = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  type: Type.String(),
  user: Person,
  actor: Person,
  client_id: Text,
  grant_id: Text,
  address: Text,
  user_agent: Text,
  request_id: Text,
  detail: Type.Record(Type.String(), Type.Unknown())
})
const EventsAnswer = Type.Object({ events: Type.Array(EventView) })
type EventView = Static<typeof EventView>

const EXPORTED_AT_ONCE = 500
const COLUMNS = [
  'id',
  'at',
  'type',
  'user',
  'done_by',
  'client_id',
  'grant_id',
  'address',
  'user_agent',
  'request_id',
  'detail'
]

/** What happened on this instance, for administrators; the newest first, `before` leads on. */
export const auditLog: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/admin/audit-log',
    { schema: { querystring: Query, response: { 200: EventsAnswer } } },
    async (request) => {
      await administrator(fastify, request)
      const { before, limit = 100, ...query } = request.query
      const filter = await readFilter(query)
      return { events: filter ? await list({ ...filter, limit, ...(before !== undefined && { before }) }) : [] }
    }
  )

  fastify.get('/admin/audit-log.csv', { schema: { querystring: Filter } }, async (request, reply) => {
    const { userId } = await administrator(fastify, request)
    const filter = await readFilter(request.query)
    fastify.oauth.audit.record('admin.audit_log_exported', { actor: String(userId), detail: request.query }, request)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit-log.csv"')
      .send(Readable.from(exported(filter)))
  })

  /** Undefined: nothing can fit. */
  async function readFilter(query: Static<typeof Filter>): Promise<Omit<AuditFilter, 'limit'> | undefined> {
    const { type, user_id: userId, client_id: clientId, since, until } = query
    const person = query.person === undefined ? undefined : await planner.users.findByUsername(query.person)
    if (query.person !== undefined && !person) return undefined
    return {
      ...(type !== undefined && { type }),
      ...(userId !== undefined && { subject: String(userId) }),
      ...(person && { person: String(person.id) }),
      ...(clientId !== undefined && { clientId }),
      ...(since !== undefined && { since: readMoment('since', since) }),
      ...(until !== undefined && { until: readMoment('until', until) })
    }
  }

  async function list(filter: AuditFilter): Promise<EventView[]> {
    const events = await fastify.oauth.audit.list(filter)
    const ids = events.flatMap(({ subject, actor }) => [subject, actor]).map(Number)
    const users = await planner.users.findAll(ids.filter((id) => id > 0))
    return events.map((event) => eventView(event, users))
  }

  /** A part at a time, each when the one before has been taken: a log of any length needs little memory. */
  async function* exported(filter: Omit<AuditFilter, 'limit'> | undefined): AsyncGenerator<string> {
    yield csvLine(COLUMNS)
    if (!filter) return
    let before: number | undefined
    for (;;) {
      const events = await list({ ...filter, limit: EXPORTED_AT_ONCE, ...(before !== undefined && { before }) })
      if (events.length > 0) yield events.map(eventLine).join('')
      if (events.length < EXPORTED_AT_ONCE) return
      before = events.at(-1)?.id
    }
  }
}

function readMoment(field: string, value: string): Date {
  const moment = new Date(value)
  if (Number.isNaN(moment.getTime())) throw new ApiError(422, 'invalid_value', `${field} is no date`, field)
  return moment
}

function eventView(event: KeptAuditEvent, users: ReadonlyMap<number, User>): EventView {
  const { id, at, type, subject, actor, clientId, grantId, address, userAgent, requestId, detail } = event
  return {
    id,
    at: at.toISOString(),
    type,
    user: personView(users.get(Number(subject))),
    actor: personView(users.get(Number(actor))),
    client_id: clientId ?? null,
    grant_id: grantId ?? null,
    address: address ?? null,
    user_agent: userAgent ?? null,
    request_id: requestId ?? null,
    detail: detail ?? {}
  }
}

function personView(user: User | undefined) {
  return user ? { id: user.id, username: user.username } : null
}

function eventLine(event: EventView): string {
  const { id, at, type, user, actor, client_id, grant_id, address, user_agent, request_id, detail } = event
  const people = [user?.username ?? null, actor?.username ?? null]
  return csvLine([
    id,
    at,
    type,
    ...people,
    client_id,
    grant_id,
    address,
    user_agent,
    request_id,
    JSON.stringify(detail)
  ])
}
