import { createHash } from 'node:crypto'
import { RESOURCE } from './client.mjs'

/**
 * Who calls, by one prepared look-up of a bearer token's digest: live token, live grant, live client, and meant for this
 * resource. The least that a guard over the same tables can do.
 *
 * @param {import('postgres').Sql} sql
 * @returns {(authorization: string | undefined) => Promise<{ userId: number, clientId: string } | undefined>}
 */
export function createGuard(sql) {
  return async (authorization) => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    const digest = createHash('sha256').update(token).digest()
    const [row] = await sql`
      select t.id, g.id as grant_id, g.kind, g.subject, g.resource, t.scopes, t.created_at, t.expires_at,
        c.id as client_id, c.name as client_name
      from oauth_access_tokens t
        join oauth_grants g on g.id = t.grant_id
        join oauth_clients c on c.id = g.client_id
      where t.digest = ${digest} and t.expires_at > clock_timestamp()
        and t.revoked_at is null and g.revoked_at is null and c.disabled_at is null`
    return row?.resource === RESOURCE ? { userId: Number(row.subject), clientId: row.client_id } : undefined
  }
}
