import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { AccessTokenStore } from '@trek/oauth-server'
import { oauthClientSecrets, oauthClients } from '../clients/client.table.ts'
import { isSecretLive } from '../clients/live-secret.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { tryAgain } from '../transaction.ts'
import { oauthAccessTokens } from './access-token.table.ts'
import { createPruner } from './prune-tokens.ts'

/**
 * One statement: finds the client's grant or makes it, keeps the new token. It is the whole cost of a machine client's
 * request beside finding the client, so with a grant nothing here waits for another one: whoever ends that grant ends the
 * token with it.
 *
 * A grant that is made in the moment the secret is replaced would be unknown to those who end what the old secret opened.
 * So it is made only while client and secret are locked: one of the two comes first, and the other sees what it did.
 */
export function createMachineIssuer(db: Database): AccessTokenStore['issueToMachine'] {
  const { clientId, resource } = { clientId: sql.placeholder('clientId'), resource: sql.placeholder('resource') }
  const isAsKnown = sql`${oauthClients.scopes} = ${sql.placeholder('grantScopes')}::text[]`
  // Whoever replaces the secret ends what was issued with the old one; nothing may be issued with it after.
  const isSecretKnown = isSecretLive(oauthClients.id, sql.placeholder('secretDigest'))
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
          isSecretKnown
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
  const onlyId = { id: sql<string>`id`.as('id') }
  // Row by row as they are once they are locked. The client first, as those do who replace its secret.
  const lockedClient = db.$with('locked_client', onlyId).as(sql`
    select ${oauthClients.id}, ${oauthClients.owner} from ${oauthClients}
    where ${oauthClients.id} = (select id from live_client) and ${isAsKnown} and not exists (select 1 from known)
    for share`)
  const lockedSecret = db.$with('locked_secret', onlyId).as(sql`
    select client_id as id from ${oauthClientSecrets}
    where client_id = (select id from locked_client) and digest = ${sql.placeholder('secretDigest')}
    for key share`)
  const made = db.$with('made', onlyId).as(sql`
    insert into ${oauthGrants} (kind, subject, client_id, scopes, resource)
    select 'machine', owner, id, ${sql.placeholder('grantScopes')}::text[], ${resource}
    from locked_client
    where ${sql.placeholder('secretDigest')}::bytea is null or exists (select 1 from locked_secret)
    on conflict do nothing returning id`)
  const statement = db
    .with(liveClient, known, lockedClient, lockedSecret, made)
    .insert(oauthAccessTokens)
    .select(
      sql`select gen_random_uuid(), ${sql.placeholder('digest')}::bytea, grants.id, null::uuid,
        ${sql.placeholder('scopes')}::text[], clock_timestamp(),
        clock_timestamp() + make_interval(secs => ${sql.placeholder('ttlSeconds')}), null::timestamptz, null::timestamptz,
        null::timestamptz,
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
    // Nothing comes back when client or secret is gone, or when another node has made the grant in the same moment.
    const execute = () => tryAgain(() => statement.execute(values))
    const [first] = await execute()
    const [issued] = first ? [first] : await execute()
    if (issued) pruneLater(issued.grantId, liveLimit)
    return issued && { ...issued, clientId: id, scopes, resource: boundTo }
  }
}
