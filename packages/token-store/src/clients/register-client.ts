import { and, count, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Client, NewClient, Registration } from '@trek/oauth-server'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { insertClient, toClient, toRow } from './client.row.ts'
import { oauthClients } from './client.table.ts'
import { inTransaction } from '../transaction.ts'

const isUnused = and(isNull(oauthClients.activeAt), eq(oauthClients.kind, 'dynamic'))

/**
 * Keeps a client that registers itself. Registrations are open to strangers, so those that led to nothing are counted by
 * where they come from, and in all there are only so many: the oldest of them makes room, so nobody is ever shut out.
 */
export async function registerClient(
  db: Database,
  client: NewClient,
  registration: Registration
): Promise<Client | 'limit_reached'> {
  const again = await findRepeated(db, registration)
  if (again) return again
  if (await isLimitReached(db, registration)) return 'limit_reached'
  const registered = await insert(db, client, registration)
  await makeRoom(db, registration.unusedCapacity)
  return registered
}

async function findRepeated(db: Database, { fingerprint }: Registration): Promise<Client | undefined> {
  if (!fingerprint) return undefined
  const [row] = await db
    .update(oauthClients)
    .set({ createdAt: now })
    .where(and(isUnused, eq(oauthClients.fingerprint, fingerprint)))
    .returning()
  return row && toClient(row, [])
}

async function isLimitReached(db: Database, { from, unusedLimit }: Registration): Promise<boolean> {
  const recent = gt(oauthClients.createdAt, sql`${now} - make_interval(secs => ${unusedLimit.perSeconds})`)
  const [unused] = await db
    .select({ count: count() })
    .from(oauthClients)
    .where(and(isUnused, eq(oauthClients.registeredFrom, from), recent))
  return unused !== undefined && unused.count >= unusedLimit.requests
}

async function insert(
  db: Database,
  client: NewClient,
  { from, secretDigest, fingerprint }: Registration
): Promise<Client> {
  if (!fingerprint) return inTransaction(db, (tx) => insertClient(tx, client, secretDigest, from))
  // Somebody may have registered the same in this moment.
  const [row] = await db
    .insert(oauthClients)
    .values({ ...toRow(client), registeredFrom: from, fingerprint })
    .onConflictDoUpdate({
      target: oauthClients.fingerprint,
      targetWhere: isNull(oauthClients.activeAt),
      set: { createdAt: now }
    })
    .returning()
  if (!row) throw new Error('the client was not kept')
  return toClient(row, [])
}

async function makeRoom(db: Database, capacity: number): Promise<void> {
  const tooMany = db
    .select({ id: oauthClients.id })
    .from(oauthClients)
    .where(isUnused)
    .orderBy(desc(oauthClients.createdAt))
    .offset(capacity)
  await db.delete(oauthClients).where(and(isUnused, inArray(oauthClients.id, tooMany)))
}
