import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { AccessTokenStore } from '@trek/oauth-server'
import { oauthClientSecrets, oauthClients } from '../clients/client.table.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { tryAgain } from '../transaction.ts'
import { oauthAccessTokens } from './access-token.table.ts'
import { createPruner } from './prune-tokens.ts'

/**
 * One statement: finds the client's grant or makes it, keeps the new token. It is the whole cost of a machine client's
 * request beside finding the client, so nothing here may wait for another one.
 */
export function createMachineIssuer(db: Database): AccessTokenStore['issueToMachine'] {
  const { clientId, resource } = { clientId: sql.placeholder('clientId'), resource: sql.placeholder('resource') }
  const isAsKnown = sql`${oauthClients.scopes} = ${sql.placeholder('grantScopes')}::text[]`
  // Whoever replaces the secret ends what was issued with the old one; nothing may be issued with it after.
  const isSecretLive = sql`(${sql.placeholder('secretDigest')}::bytea is null or exists (
    select 1 from ${oauthClientSecrets} secret
    where secret.client_id = ${oauthClients.id} and secret.digest = ${sql.placeholder('secretDigest')}
      and (secret.expires_at is null or secret.expires_at > clock_timestamp())))`
  const liveClient = db.$with('live_client').as(
    db
      .select({ id: oauthClients.id, owner: sql<string>`${oauthClients.owner}`.as('owner') })
      .from(oauthClients)
      .where(
        and(
          eq(oauthClients.id, clientId),
          isNull(oauthClients.disabledAt),
          isNotNull(oauthClients.owner),
          isAsKnown,
          isSecretLive
        )
      )
  )
  const known = db.$with('known').as(
    db
      .select({ id: oauthGrants.id })
      .from(oauthGrants)
      .innerJoin(liveClient, eq(liveClient.id, oauthGrants.clientId))
      .where(and(eq(oauthGrants.resource, resource), eq(oauthGrants.kind, 'machine'), isNull(oauthGrants.revokedAt)))
  )
  const made = db.$with('made', { id: sql<string>`id`.as('id') }).as(sql`
    insert into ${oauthGrants} (kind, subject, client_id, scopes, resource)
    select 'machine', owner, id, ${sql.placeholder('grantScopes')}::text[], ${resource}
    from live_client where not exists (select 1 from known)
    on conflict do nothing returning id`)
  const statement = db
    .with(liveClient, known, made)
    .insert(oauthAccessTokens)
    .select(
      sql`select gen_random_uuid(), ${sql.placeholder('digest')}::bytea, grants.id, null::uuid,
        ${sql.placeholder('scopes')}::text[], clock_timestamp(),
        clock_timestamp() + make_interval(secs => ${sql.placeholder('ttlSeconds')}), null::timestamptz, null::timestamptz,
        ${sql.placeholder('keyThumbprint')}::text
        from (select id from known union all select id from made) grants`
    )
    .returning({
      grantId: oauthAccessTokens.grantId,
      subject: sql<string>`(select owner from live_client)`
    })
    .prepare('oauth_issue_to_machine')

  const pruneLater = createPruner(db)

  return async (issue) => {
    const { accessToken, clientId: id, scopes, grantScopes, resource: boundTo, liveLimit, secretDigest } = issue
    const values = {
      clientId: id,
      resource: boundTo,
      scopes,
      grantScopes,
      secretDigest: secretDigest ? checkDigest(secretDigest) : null,
      digest: checkDigest(accessToken.digest),
      ttlSeconds: accessToken.ttlSeconds,
      keyThumbprint: accessToken.keyThumbprint ?? null
    }
    // Nothing comes back when the client is gone, or when another node has made the grant in the same moment.
    const execute = () => tryAgain(() => statement.execute(values))
    const [first] = await execute()
    const [issued] = first ? [first] : await execute()
    if (issued) pruneLater(issued.grantId, liveLimit)
    return issued && { ...issued, clientId: id, scopes, resource: boundTo }
  }
}
