import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { Client, ClientChanges, ClientStore, Digest } from '@trek/oauth-server'
import { inSeconds, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { revokeGrants } from '../grants/grant.store.ts'
import { lockOwner } from '../lock-owner.ts'
import { insertClient, toClients, toRow } from './client.row.ts'
import { oauthClientSecrets, oauthClients } from './client.table.ts'
import { isLive } from './live-secret.ts'
import { registerClient } from './register-client.ts'
import { inTransaction } from '../transaction.ts'

export function createClientStore(db: Database): ClientStore {
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

    create: (client, secretDigest) => inTransaction(db, (tx) => insertClient(tx, client, secretDigest)),

    register: (client, registration) => registerClient(db, client, registration),

    async revive(id) {
      await db.update(oauthClients).set({ retiredAt: null, activeAt: now }).where(eq(oauthClients.id, id))
    },

    async putDocument(client) {
      const { id, kind, ...described } = toRow(client)
      await db
        .insert(oauthClients)
        .values({ id, kind, ...described })
        .onConflictDoUpdate({ target: oauthClients.id, set: described, setWhere: eq(oauthClients.kind, 'document') })
      const kept = await find(id)
      if (!kept) throw new Error('the client was not kept')
      return kept
    },

    createOwned(client, { limit, secretDigest }) {
      return inTransaction(db, async (tx) => {
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
      return inTransaction(db, async (tx) => {
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
