import { and, count, desc, eq, gte, like, lt, or, sql } from 'drizzle-orm'
import type { AuditEvent, AuditStore, KeptAuditEvent } from '@trek/oauth-server'
import type { Database } from '../database.ts'
import { oauthAuditEvents } from './audit-event.table.ts'

export function createAuditStore(db: Database): AuditStore {
  // One statement for however many: to build one with a row for each costs an event more than a look-up of its token.
  const appended = db.$with('appended', { id: sql<number>`id`.as('id') }).as(sql`
    insert into ${oauthAuditEvents}
      (type, subject, actor, client_id, grant_id, address, user_agent, request_id, detail)
    select type, subject, actor, "clientId", "grantId", address, "userAgent", "requestId", detail
    from rows from (jsonb_to_recordset(${sql.placeholder('events')}::jsonb) as (
      type text, subject text, actor text, "clientId" text, "grantId" text, address text, "userAgent" text,
      "requestId" text, detail jsonb)) with ordinality
    order by ordinality
    returning id`)
  const append = db.with(appended).select({ events: count() }).from(appended).prepare('oauth_append_audit_events')

  return {
    async append(events) {
      if (events.length > 0) await append.execute({ events: asJson(events) })
    },

    async list({ subject, person, clientId, type, since, until, before, limit }) {
      const { id, at, actor } = oauthAuditEvents
      const rows = await db
        .select()
        .from(oauthAuditEvents)
        .where(
          and(
            subject === undefined ? undefined : eq(oauthAuditEvents.subject, subject),
            person === undefined ? undefined : or(eq(oauthAuditEvents.subject, person), eq(actor, person)),
            clientId === undefined ? undefined : eq(oauthAuditEvents.clientId, clientId),
            type === undefined ? undefined : like(oauthAuditEvents.type, `${type.replace(/[\\%_]/g, '\\$&')}%`),
            since === undefined ? undefined : gte(at, since),
            until === undefined ? undefined : lt(at, until),
            before === undefined ? undefined : lt(id, before)
          )
        )
        .orderBy(desc(id))
        .limit(limit)
      return rows.map(withoutNulls)
    }
  }
}

/** NUL and halves of surrogate pairs are no text to PostgreSQL: one such event would hold up all the others. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g

function asJson(events: readonly AuditEvent[]): string {
  return JSON.stringify(events).replace(UNSTORABLE, '$1\ufffd')
}

function withoutNulls(row: typeof oauthAuditEvents.$inferSelect): KeptAuditEvent {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as KeptAuditEvent
}
