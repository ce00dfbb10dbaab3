import { eq, sql } from 'drizzle-orm'
import type { Client, ClientStore, Digest, NewClient } from '@trek/oauth-server'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthClientSecrets, oauthClients } from './client.table.ts'

export function createClientStore(db: Database): ClientStore {
  const findById = db
    .select({ client: oauthClients, secretDigest: oauthClientSecrets.digest })
    .from(oauthClients)
    .leftJoin(oauthClientSecrets, eq(oauthClientSecrets.clientId, oauthClients.id))
    .where(eq(oauthClients.id, sql.placeholder('id')))
    .prepare('oauth_find_client')

  return {
    async create(client: NewClient, secretDigest?: Digest): Promise<Client> {
      return db.transaction(async (tx) => {
        const [row] = await tx
          .insert(oauthClients)
          .values({ ...client, scopes: client.scopes ?? null, owner: client.owner ?? null })
          .returning()
        if (!row) throw new Error('the client was not kept')
        if (secretDigest) {
          await tx.insert(oauthClientSecrets).values({ clientId: row.id, digest: checkDigest(secretDigest) })
        }
        return toClient(row, secretDigest ? [secretDigest] : [])
      })
    },

    async find(id: string): Promise<Client | undefined> {
      const rows = await findById.execute({ id })
      const [first] = rows
      return (
        first &&
        toClient(
          first.client,
          rows.flatMap(({ secretDigest }) => secretDigest ?? [])
        )
      )
    },

    async delete(id: string): Promise<boolean> {
      const deleted = await db.delete(oauthClients).where(eq(oauthClients.id, id)).returning({ id: oauthClients.id })
      return deleted.length > 0
    }
  }
}

function toClient(row: typeof oauthClients.$inferSelect, secretDigests: Digest[]): Client {
  const { scopes, owner, disabledAt, ...client } = row
  return {
    ...client,
    ...(scopes && { scopes }),
    ...(owner !== null && { owner }),
    isDisabled: disabledAt !== null,
    secretDigests
  }
}
