import { and, desc, eq, like, lt } from 'drizzle-orm'
import type { AuditStore, KeptAuditEvent } from '@trek/oauth-server'
import type { Database } from '../database.ts'
import { oauthAuditEvents } from './audit-event.table.ts'

export function createAuditStore(db: Database): AuditStore {
  return {
    async append(events) {
      if (events.length === 0) return
      await db.insert(oauthAuditEvents).values(
        events.map(({ type, subject, actor, clientId, grantId, address, userAgent, requestId, detail }) => ({
          type,
          subject: subject ?? null,
          actor: actor ?? null,
          clientId: clientId ?? null,
          grantId: grantId ?? null,
          address: address ?? null,
          userAgent: userAgent ?? null,
          requestId: requestId ?? null,
          detail: detail ?? null
        }))
      )
    },

    async list({ subject, clientId, type, before, limit }) {
      const { id } = oauthAuditEvents
      const rows = await db
        .select()
        .from(oauthAuditEvents)
        .where(
          and(
            subject === undefined ? undefined : eq(oauthAuditEvents.subject, subject),
            clientId === undefined ? undefined : eq(oauthAuditEvents.clientId, clientId),
            type === undefined ? undefined : like(oauthAuditEvents.type, `${type.replace(/[\\%_]/g, '\\$&')}%`),
            before === undefined ? undefined : lt(id, before)
          )
        )
        .orderBy(desc(id))
        .limit(limit)
      return rows.map(withoutNulls)
    }
  }
}

function withoutNulls(row: typeof oauthAuditEvents.$inferSelect): KeptAuditEvent {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as KeptAuditEvent
}
