import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { IssuedTokens, RotationRequest } from '@trek/oauth-server'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { oauthClients } from '../clients/client.table.ts'
import { isSecretLive } from '../clients/live-secret.ts'
import { isYoungerThan } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthRefreshTokens } from './refresh-token.table.ts'

/**
 * The rotation nearly every refresh is: an active token, nobody else at it, nothing to decide. One statement locks token
 * and grant, replaces the one by the other and keeps the new tokens.
 *
 * It never waits: whoever finds a row locked, or the token no longer active, gets undefined and goes the long way, where
 * callers queue for the grant and learn what became of the token.
 */
export function createActiveRotation(db: Database): (request: RotationRequest) => Promise<IssuedTokens | undefined> {
  const placeholder = sql.placeholder
  const id = { id: sql<string>`id`.as('id') }
  const token = db.$with('token', id).as(sql`
    select id, grant_id from ${oauthRefreshTokens}
    where digest = ${placeholder('digest')} and state = 'active' and expires_at > clock_timestamp()
    for update skip locked`)
  const next = sql`greatest(rotations_paid_until, statement_timestamp()) + make_interval(secs => ${placeholder('costSeconds')})`
  const locked = db.$with('locked', id).as(sql`
    select id, subject, resource, current_generation + 1 as generation, ${next} as paid_until from ${oauthGrants}
    where id = (select grant_id from token) and client_id = ${placeholder('clientId')} and revoked_at is null
      and ${isYoungerThan(sql`created_at`, placeholder('maxGrantAgeSeconds'))}
      and ${next} <= statement_timestamp() + make_interval(secs => ${placeholder('allowanceSeconds')})
      and exists (
        select 1 from ${oauthClients} client
        where client.id = client_id and client.disabled_at is null and client.retired_at is null
          and ${isSecretLive(sql`client.id`, placeholder('secretDigest'))})
    for update skip locked`)
  const rotated = db.$with('rotated', id).as(sql`
    update ${oauthRefreshTokens} set
      state = 'rotated', successor_id = ${placeholder('successorId')}, rotated_at = clock_timestamp(),
      replay_until = clock_timestamp() + make_interval(secs => ${placeholder('windowSeconds')}),
      replay_blob = ${placeholder('sealed')}, replay_fingerprint = ${placeholder('fingerprint')}, replay_count = 0
    from locked where ${oauthRefreshTokens}.id = (select id from token) returning ${oauthRefreshTokens}.id`)
  const advanced = db.$with('advanced', id).as(sql`
    update ${oauthGrants} set
      current_generation = locked.generation, rotations_paid_until = locked.paid_until,
      dpop_key_thumbprint = coalesce(${placeholder('refreshKey')}, dpop_key_thumbprint)
    from locked where ${oauthGrants}.id = locked.id returning ${oauthGrants}.id`)
  const successor = db.$with('successor', id).as(sql`
    insert into ${oauthRefreshTokens} (id, digest, grant_id, generation, expires_at)
    select ${placeholder('successorId')}::uuid, ${placeholder('successorDigest')}::bytea, id, generation,
      clock_timestamp() + make_interval(secs => ${placeholder('refreshSeconds')})
    from locked returning id`)
  const statement = db
    .with(token, locked, rotated, advanced, successor)
    .insert(oauthAccessTokens)
    .select(
      sql`select gen_random_uuid(), ${placeholder('accessDigest')}::bytea, id, ${placeholder('successorId')}::uuid,
        ${placeholder('scopes')}::text[], clock_timestamp(),
        clock_timestamp() + make_interval(secs => ${placeholder('accessSeconds')}), null::timestamptz, null::timestamptz,
        null::timestamptz,
        ${placeholder('accessKey')}::text from locked`
    )
    .returning({
      grantId: oauthAccessTokens.grantId,
      subject: sql<string>`(select subject from locked)`,
      resource: sql<string>`(select resource from locked)`
    })
    .prepare('oauth_rotate_active')

  return async ({
    digest,
    clientId,
    secretDigest,
    successor: refreshToken,
    accessToken,
    scopes,
    replay,
    rateLimit,
    maxGrantAgeSeconds
  }) => {
    const [issued] = await statement.execute({
      digest: checkDigest(digest),
      clientId,
      secretDigest: secretDigest ? checkDigest(secretDigest) : null,
      successorId: randomUUID(),
      successorDigest: checkDigest(refreshToken.digest),
      refreshSeconds: refreshToken.ttlSeconds,
      refreshKey: refreshToken.keyThumbprint ?? null,
      accessDigest: checkDigest(accessToken.digest),
      accessSeconds: accessToken.ttlSeconds,
      accessKey: accessToken.keyThumbprint ?? null,
      scopes,
      maxGrantAgeSeconds: maxGrantAgeSeconds ?? null,
      windowSeconds: replay.windowSeconds,
      sealed: replay.sealed,
      fingerprint: checkDigest(replay.fingerprint),
      costSeconds: rateLimit ? rateLimit.perSeconds / rateLimit.requests : 0,
      allowanceSeconds: rateLimit ? rateLimit.perSeconds : 1
    })
    return issued && { ...issued, clientId, scopes }
  }
}
