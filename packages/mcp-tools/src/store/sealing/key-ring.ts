import { createSecretKey } from 'node:crypto'
import { asc, sql } from 'drizzle-orm'
import type { SealingKey, SealingKeys } from '../../endpoint/sealing/sealer.ts'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { mcpSealingKeys } from './sealing-key.table.ts'

/** The keys of `mcp_sealing_keys`, as this process last saw them. */
export interface KeyRing extends SealingKeys {
  /** One that is not known here is looked for, in time for the next attempt. */
  find(id: number): SealingKey | undefined
  /** Reads the keys, and makes the first or the next one when it is due. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export interface KeyRingOptions {
  /** How long a key is the newest. */
  rotateAfterSeconds: number
  /** Told when reading the keys in the background failed; the known ones stay good. */
  onError: (error: unknown) => void
}

const REFRESH_SECONDS = 60
/** Several refreshes long, so that nothing is sealed with a key that another node has not read yet. */
const GRACE_SECONDS = 300
/** Anybody can name keys that do not exist; that shall not cost a query each time. */
const LOOK_AGAIN_MS = 1000

interface KnownKey extends SealingKey {
  /** By the database's clock. */
  usableFrom: number
}

/** @throws when the database is out of reach: without a key nothing can be sealed. */
export async function createKeyRing(db: Database, { rotateAfterSeconds, onError }: KeyRingOptions): Promise<KeyRing> {
  let keys: ReadonlyMap<number, KnownKey> = new Map()
  /** From this process's monotonic clock to the database's. */
  let clockOffset = 0
  let lookedAt = 0
  let refreshing: Promise<void> | undefined

  const databaseNow = () => performance.now() + clockOffset
  const refresh = () => {
    refreshing ??= load().finally(() => {
      refreshing = undefined
    })
    return refreshing
  }
  await refresh()
  const timer = setInterval(() => void refresh().catch(onError), REFRESH_SECONDS * 1000).unref()

  return {
    current() {
      const known = [...keys.values()]
      // A first key has nobody to wait for.
      const key = known.findLast(({ usableFrom }) => usableFrom <= databaseNow()) ?? known[0]
      if (!key) throw new Error('there is no key to seal with')
      return key
    },
    find(id) {
      const key = keys.get(id)
      if (!key && performance.now() - lookedAt > LOOK_AGAIN_MS) void refresh().catch(onError)
      return key
    },
    now: databaseNow,
    refresh,
    async close() {
      clearInterval(timer)
      await refreshing?.catch(() => {})
    }
  }

  async function load(): Promise<void> {
    lookedAt = performance.now()
    let rows = await read()
    if (rows.every(({ ageSeconds }) => ageSeconds > rotateAfterSeconds)) {
      await makeNext()
      rows = await read()
    }
    const [newest] = rows.slice(-1)
    if (!newest) throw new Error('the sealing key that was made is gone')
    clockOffset = newest.databaseNow - performance.now()
    keys = new Map(
      rows.map(({ id, secret, ageSeconds, databaseNow: readAt }) => [
        id,
        { id, key: createSecretKey(secret), usableFrom: readAt + (GRACE_SECONDS - ageSeconds) * 1000 }
      ])
    )
  }

  function read() {
    const { id, secret, createdAt } = mcpSealingKeys
    return db
      .select({
        id,
        secret,
        ageSeconds: sql`extract(epoch from ${now} - ${createdAt})`.mapWith(Number),
        databaseNow: sql`extract(epoch from ${now}) * 1000`.mapWith(Number)
      })
      .from(mcpSealingKeys)
      .orderBy(asc(id))
  }

  /** Whoever comes second finds the next id taken, or a newest key that is not due. */
  async function makeNext(): Promise<void> {
    const { id, createdAt } = mcpSealingKeys
    await db
      .insert(mcpSealingKeys)
      .select(
        sql`select coalesce(max(${id}), 0) + 1, ${newSecret}, ${now} from ${mcpSealingKeys}
          having coalesce(max(${createdAt}) < ${now} - make_interval(secs => ${rotateAfterSeconds}), true)`
      )
      .onConflictDoNothing()
  }
}

/**
 * 32 bytes out of 366 random bits. The database makes it, for a statement that fails is quoted in an error with all its
 * parameters.
 */
const newSecret = sql`sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), 'UTF8'))`
