import { sql } from 'drizzle-orm'
import type { IssuedTokens, RenewalRequest } from '@trek/oauth-server'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { oauthClients } from '../clients/client.table.ts'
import { isSecretLive } from '../clients/live-secret.ts'
import { isYoungerThan } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthRefreshTokens } from './refresh-token.table.ts'

/**
 * A refresh without rotation, in one statement. The grant is locked first, as everywhere; whoever waited for it sees the
 * token as it is then. Callers that hold the same token follow one another, and each gets an access token.
 */
export function createActiveRenewal(db: Database): (request: RenewalRequest) => Promise<IssuedTokens | undefined> {
  const placeholder = sql.placeholder
  const id = { id: sql<string>`id`.as('id') }
  const next = sql`greatest(rotations_paid_until, statement_timestamp()) + make_interval(secs => ${placeholder('costSeconds')})`
  const locked = db.$with('locked', id).as(sql`
    select id, subject, resource, ${next} as paid_until from ${oauthGrants}
    where id = (select grant_id from ${oauthRefreshTokens} where digest = ${placeholder('digest')})
      and client_id = ${placeholder('clientId')} and revoked_at is null
      and ${isYoungerThan(sql`created_at`, placeholder('maxGrantAgeSeconds'))}
      and ${next} <= statement_timestamp() + make_interval(secs => ${placeholder('allowanceSeconds')})
      and exists (
        select 1 from ${oauthClients} client
        where client.id = client_id and client.disabled_at is null and client.retired_at is null
          and ${isSecretLive(sql`client.id`, placeholder('secretDigest'))})
    for update`)
  const renewed = db.$with('renewed', id).as(sql`
    update ${oauthRefreshTokens} set
      expires_at = clock_timestamp() + make_interval(secs => ${placeholder('ttlSeconds')})
    from locked
    where digest = ${placeholder('digest')} and grant_id = locked.id and state = 'active'
      and expires_at > clock_timestamp()
    returning ${oauthRefreshTokens}.id`)
  const paid = db.$with('paid', id).as(sql`
    update ${oauthGrants} set rotations_paid_until = locked.paid_until
    from locked where ${oauthGrants}.id = locked.id and exists (select 1 from renewed) returning ${oauthGrants}.id`)
  const statement = db
    .with(locked, renewed, paid)
    .insert(oauthAccessTokens)
    .select(
      sql`select gen_random_uuid(), ${placeholder('accessDigest')}::bytea, locked.id, renewed.id,
        ${placeholder('scopes')}::text[], clock_timestamp(),
        clock_timestamp() + make_interval(secs => ${placeholder('accessSeconds')}), null::timestamptz, null::timestamptz,
        null::timestamptz,
        ${placeholder('accessKey')}::text from locked, renewed`
    )
    .returning({
      grantId: oauthAccessTokens.grantId,
      subject: sql<string>`(select subject from locked)`,
      resource: sql<string>`(select resource from locked)`
    })
    .prepare('oauth_renew_active')

  return async ({ digest, clientId, secretDigest, ttlSeconds, accessToken, scopes, rateLimit, maxGrantAgeSeconds }) => {
    const [issued] = await statement.execute({
      digest: checkDigest(digest),
      clientId,
      secretDigest: secretDigest ? checkDigest(secretDigest) : null,
      ttlSeconds,
      accessDigest: checkDigest(accessToken.digest),
      accessSeconds: accessToken.ttlSeconds,
      accessKey: accessToken.keyThumbprint ?? null,
      scopes,
      maxGrantAgeSeconds: maxGrantAgeSeconds ?? null,
      costSeconds: rateLimit ? rateLimit.perSeconds / rateLimit.requests : 0,
      allowanceSeconds: rateLimit ? rateLimit.perSeconds : 1
    })
    return issued && { ...issued, clientId, scopes }
  }
}
