import type { Client, Digest, NewClient } from '@trek/oauth-server'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthClientSecrets, oauthClients } from './client.table.ts'

/** Keeps a client and, when it has one, the digest of its secret. */
export async function insertClient(
  tx: Database,
  client: NewClient,
  secretDigest: Digest | undefined,
  registeredFrom: string | null = null
): Promise<Client> {
  const [row] = await tx
    .insert(oauthClients)
    .values({ ...toRow(client), registeredFrom })
    .returning()
  if (!row) throw new Error('the client was not kept')
  if (secretDigest) {
    await tx.insert(oauthClientSecrets).values({ clientId: row.id, digest: checkDigest(secretDigest) })
  }
  return toClient(row, secretDigest ? [secretDigest] : [])
}

/** What is absent is null, so that it also takes the place of what was there. */
export function toRow(client: NewClient) {
  const { scopes = null, owner = null, keys = null, keysUrl = null, isDpopBound = false } = client
  return { ...client, scopes, owner, keys, keysUrl, isDpopBound }
}

/** One row per secret, or one without any; rows of a client follow each other. */
export function toClients(rows: { client: typeof oauthClients.$inferSelect; secretDigest: Digest | null }[]): Client[] {
  const clients = new Map<string, Client>()
  for (const { client: row, secretDigest } of rows) {
    const client = clients.get(row.id) ?? toClient(row, [])
    if (secretDigest) client.secretDigests.push(secretDigest)
    clients.set(row.id, client)
  }
  return [...clients.values()]
}

export function toClient(row: typeof oauthClients.$inferSelect, secretDigests: Digest[]): Client {
  const { id, kind, name, redirectUris, authenticationMethod, grantTypes, applicationType, description } = row
  const { scopes, owner, keys, keysUrl, isDpopBound, createdAt, retiredAt, disabledAt } = row
  return {
    id,
    kind,
    name,
    redirectUris,
    authenticationMethod,
    grantTypes,
    applicationType,
    description,
    createdAt,
    ...(scopes && { scopes }),
    ...(owner !== null && { owner }),
    ...(keys && { keys }),
    ...(keysUrl !== null && { keysUrl }),
    ...(isDpopBound && { isDpopBound }),
    isRetired: retiredAt !== null,
    isDisabled: disabledAt !== null,
    secretDigests
  }
}
