import { and, eq, gt, isNull, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Digest } from '@trek/oauth-server'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthClientSecrets, oauthClients } from './client.table.ts'

/** Not yet replaced, or so lately that it is still good. */
export const isLive = or(isNull(oauthClientSecrets.expiresAt), gt(oauthClientSecrets.expiresAt, now))

/** Whether the secret of this digest is still the client's; when the digest is null there is none to ask about. */
export function isSecretLive(clientId: SQLWrapper, secretDigest: SQLWrapper): SQL<boolean> {
  return sql<boolean>`(${secretDigest}::bytea is null or exists (
    select 1 from ${oauthClientSecrets} secret
    where secret.client_id = ${clientId} and secret.digest = ${secretDigest}
      and (secret.expires_at is null or secret.expires_at > clock_timestamp())))`
}

/**
 * The same, and so it stays until the transaction ends: whoever replaces the secret waits, and then ends what the
 * transaction made. The client is locked first, as those do who replace its secret.
 */
export async function holdSecret(
  tx: Database,
  { id, secretDigest }: { id: string; secretDigest: Digest }
): Promise<boolean> {
  const client = tx
    .$with('client')
    .as(tx.select({ id: oauthClients.id }).from(oauthClients).where(eq(oauthClients.id, id)).for('key share'))
  const held = await tx
    .with(client)
    .select({ digest: oauthClientSecrets.digest })
    .from(oauthClientSecrets)
    .where(
      and(
        eq(oauthClientSecrets.clientId, sql`(select id from ${client})`),
        eq(oauthClientSecrets.digest, checkDigest(secretDigest)),
        isLive
      )
    )
    .for('key share')
  return held.length > 0
}
