import { eq } from 'drizzle-orm'
import type { CallStore } from '../endpoint/definitions/call-store.ts'
import { type ConfirmationStore, createConfirmationStore } from './confirmations/confirmation.store.ts'
import { mcpConfirmations } from './confirmations/confirmation.table.ts'
import type { Database } from './database.ts'
import { createIdempotency } from './idempotency/idempotent-call.store.ts'
import { mcpIdempotentCalls } from './idempotency/idempotent-call.table.ts'
import { createKeyRing } from './sealing/key-ring.ts'
import { createSealer } from '../endpoint/sealing/sealer.ts'
import { createUseOnce } from './used-identifiers/used-identifier.store.ts'

export interface CallStoreOptions {
  /**
   * Public URL where `confirmationPages` are, without an id, as in `https://trek.example/mcp/confirm`. Absent: nothing is
   * confirmed in the browser.
   */
  confirmUrl?: string
  /** How long what is sealed is sealed with the same key. Default 30. */
  rotateKeysAfterDays?: number
  /** Told when reading the sealing keys in the background failed; the known ones stay good. Default: nobody is told. */
  onError?: (error: unknown) => void
}

/** `CallStore` of the endpoint on Postgres, shared by all nodes. */
export interface PostgresCallStore extends CallStore {
  confirmations?: ConfirmationStore
  /** Removes what is kept for a person; for a host that deletes an account. */
  deleteSubject(subject: string): Promise<void>
  /** Before the host closes its database. */
  close(): Promise<void>
}

/**
 * Keeps what the endpoint needs between requests in the tables of `@trek/mcp-tools/tables`, which the host migrates. The
 * first node that starts makes the first sealing key.
 *
 * @throws {TypeError} when an option is wrong.
 */
export async function createCallStore(
  db: Database,
  { confirmUrl, rotateKeysAfterDays = 30, onError = () => {} }: CallStoreOptions = {}
): Promise<PostgresCallStore> {
  if (!(rotateKeysAfterDays > 0)) throw new TypeError('createCallStore: option "rotateKeysAfterDays" must be positive')
  if (confirmUrl !== undefined) checkConfirmUrl(confirmUrl)
  const ring = await createKeyRing(db, { rotateAfterSeconds: rotateKeysAfterDays * 86_400, onError })

  return {
    sealer: createSealer(ring),
    idempotency: createIdempotency(db),
    useOnce: createUseOnce(db),
    ...(confirmUrl !== undefined && { confirmations: createConfirmationStore(db, confirmUrl) }),
    deleteSubject: (subject) =>
      db.transaction(async (tx) => {
        await tx.delete(mcpIdempotentCalls).where(eq(mcpIdempotentCalls.subject, subject))
        await tx.delete(mcpConfirmations).where(eq(mcpConfirmations.subject, subject))
      }),
    close: () => ring.close()
  }
}

function checkConfirmUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (
    !parsed ||
    !/^https?:$/.test(parsed.protocol) ||
    `${parsed.origin}${parsed.pathname}` !== url ||
    url.endsWith('/')
  )
    throw new TypeError(
      'createCallStore: option "confirmUrl" must be a URL with a path and without query, fragment and final slash'
    )
}
