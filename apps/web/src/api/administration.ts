import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type Answer, call } from './client.ts'

export type Addon = Answer<'GET', '/api/admin/addons'>['addons'][number]
export type AnyonesSession = Answer<'GET', '/api/admin/oauth-sessions'>['sessions'][number]
export type AnyonesTokens = Answer<'GET', '/api/admin/mcp-tokens'>
export type AuditEvent = Answer<'GET', '/api/admin/audit-log'>['events'][number]
export type ConnectionReport = Answer<'POST', '/api/admin/connection-check'>

/** What to see of the audit log, as the API names it; empty: everything. */
export interface AuditFilter {
  type?: string
  person?: string
  client_id?: string
  since?: string
  until?: string
}

export const addonsQuery = queryOptions({
  queryKey: ['admin', 'addons'],
  queryFn: async () => (await call('GET', '/api/admin/addons')).addons
})

export const anyonesSessionsQuery = queryOptions({
  queryKey: ['admin', 'oauth-sessions'],
  queryFn: async () => (await call('GET', '/api/admin/oauth-sessions')).sessions
})

export const anyonesTokensQuery = queryOptions({
  queryKey: ['admin', 'mcp-tokens'],
  queryFn: () => call('GET', '/api/admin/mcp-tokens')
})

const EVENTS_AT_ONCE = 50

/** The newest first, so many at a time. */
export const auditLogQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit-log', filter],
    queryFn: async ({ pageParam }) => {
      const query = { ...filter, limit: EVENTS_AT_ONCE, ...(pageParam !== undefined && { before: pageParam }) }
      return (await call('GET', '/api/admin/audit-log', { query })).events
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (events) => (events.length < EVENTS_AT_ONCE ? undefined : events.at(-1)?.id)
  })
