import { and, count, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Client, ClientChanges, ClientStore, Digest, NewClient } from '@trek/oauth-server'
import { inSeconds, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { revokeGrants } from '../grants/grant.store.ts'
import { lockOwner } from '../lock-owner.ts'
import { oauthClientSecrets, oauthClients } from './client.table.ts'

export function createClientStore(db: Database): ClientStore {
  const isLive = or(isNull(oauthClientSecrets.expiresAt), gt(oauthClientSecrets.expiresAt, now))
  const clientsWithSecrets = () =>
    db
      .select({ client: oauthClients, secretDigest: oauthClientSecrets.digest })
      .from(oauthClients)
      .leftJoin(oauthClientSecrets, and(eq(oauthClientSecrets.clientId, oauthClients.id), isLive))
  const findById = clientsWithSecrets()
    .where(eq(oauthClients.id, sql.placeholder('id')))
    .prepare('oauth_find_client')

  async function find(id: string): Promise<Client | undefined> {
    const [client] = toClients(await findById.execute({ id }))
    return client
  }

  return {
    find,

    create: (client, secretDigest) => db.transaction((tx) => insertClient(tx, client, secretDigest)),

    createOwned(client, { limit, secretDigest }) {
      return db.transaction(async (tx) => {
        await lockOwner(tx, 'oauth_clients', client.owner)
        const [owned] = await tx
          .select({ count: count() })
          .from(oauthClients)
          .where(eq(oauthClients.owner, client.owner))
        return owned && owned.count >= limit ? 'limit_reached' : insertClient(tx, client, secretDigest)
      })
    },

    async listOwned(owner: string): Promise<Client[]> {
      return toClients(
        await clientsWithSecrets()
          .where(eq(oauthClients.owner, owner))
          .orderBy(desc(oauthClients.createdAt), oauthClients.id)
      )
    },

    async update(id: string, { isDisabled, ...changes }: ClientChanges): Promise<Client | undefined> {
      await db
        .update(oauthClients)
        .set({
          ...changes,
          ...(isDisabled !== undefined && {
            disabledAt: isDisabled ? sql`coalesce(${oauthClients.disabledAt}, ${now})` : null
          })
        })
        .where(eq(oauthClients.id, id))
      return find(id)
    },

    rotateSecret(id: string, secretDigest: Digest, overlapSeconds: number): Promise<boolean> {
      return db.transaction(async (tx) => {
        const [client] = await tx
          .select({ id: oauthClients.id })
          .from(oauthClients)
          .where(eq(oauthClients.id, id))
          .for('update')
        if (!client) return false
        const ofClient = eq(oauthClientSecrets.clientId, id)
        if (overlapSeconds > 0) {
          const expiresAt = sql`least(coalesce(${oauthClientSecrets.expiresAt}, 'infinity'), ${inSeconds(overlapSeconds)})`
          await tx.update(oauthClientSecrets).set({ expiresAt }).where(ofClient)
        } else {
          await tx.delete(oauthClientSecrets).where(ofClient)
          await revokeGrants(tx, { clientId: id }, 'secret_rotated')
        }
        await tx.insert(oauthClientSecrets).values({ clientId: id, digest: checkDigest(secretDigest) })
        return true
      })
    },

    async delete(id: string): Promise<boolean> {
      const deleted = await db.delete(oauthClients).where(eq(oauthClients.id, id)).returning({ id: oauthClients.id })
      return deleted.length > 0
    }
  }
}

async function insertClient(tx: Database, client: NewClient, secretDigest: Digest | undefined): Promise<Client> {
  const [row] = await tx
    .insert(oauthClients)
    .values({ ...client, scopes: client.scopes ?? null, owner: client.owner ?? null, keys: client.keys ?? null })
    .returning()
  if (!row) throw new Error('the client was not kept')
  if (secretDigest) {
    await tx.insert(oauthClientSecrets).values({ clientId: row.id, digest: checkDigest(secretDigest) })
  }
  return toClient(row, secretDigest ? [secretDigest] : [])
}

/** One row per secret, or one without any; rows of a client follow each other. */
function toClients(rows: { client: typeof oauthClients.$inferSelect; secretDigest: Digest | null }[]): Client[] {
  const clients = new Map<string, Client>()
  for (const { client: row, secretDigest } of rows) {
    const client = clients.get(row.id) ?? toClient(row, [])
    if (secretDigest) client.secretDigests.push(secretDigest)
    clients.set(row.id, client)
  }
  return [...clients.values()]
}

function toClient(row: typeof oauthClients.$inferSelect, secretDigests: Digest[]): Client {
  const { scopes, owner, keys, disabledAt, ...client } = row
  return {
    ...client,
    ...(scopes && { scopes }),
    ...(owner !== null && { owner }),
    ...(keys && { keys }),
    isDisabled: disabledAt !== null,
    secretDigests
  }
}
