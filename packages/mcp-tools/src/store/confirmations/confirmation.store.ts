import { randomBytes } from 'node:crypto'
import { and, eq, gt, not, type SQL, sql } from 'drizzle-orm'
import type { Confirmations } from '../../endpoint/definitions/call-store.ts'
import { inSeconds, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { digestOf } from '../digest.ts'
import { mcpConfirmations } from './confirmation.table.ts'
import { visibleName, visibleText } from './visible-text.ts'

export interface Confirmation {
  /** Chosen by strangers both, without what cannot be seen; escape them. */
  clientName: string
  message: string
  state: 'pending' | 'approved' | 'denied'
}

/** Questions and, beside what the endpoint needs, what the page does. Somebody else's question is an unknown one. */
export interface ConfirmationStore extends Confirmations {
  /** Where the pages are, without an id. */
  readonly url: string
  find(id: string, subject: string): Promise<Confirmation | undefined>
  /** Answers whether this was what decided; `false` when it had been decided, or cannot be. */
  decide(id: string, subject: string, decision: 'approved' | 'denied'): Promise<boolean>
}

/** To answer in; an answer is then kept as long again, for who asked to fetch it. */
export const CONFIRMATION_SECONDS = 600

export function createConfirmationStore(db: Database, url: string): ConfirmationStore {
  const { digest, subject, clientName, message, state, isTaken, expiresAt } = mcpConfirmations
  const mine = (id: string, person: string): SQL | undefined =>
    and(eq(digest, digestOf(id)), eq(subject, person), gt(expiresAt, now))

  return {
    url,

    async create(question) {
      const id = randomBytes(32).toString('base64url')
      await db.insert(mcpConfirmations).values({
        digest: digestOf(id),
        subject: question.subject,
        clientName: visibleName(question.clientName),
        message: visibleText(question.message),
        expiresAt: inSeconds(CONFIRMATION_SECONDS)
      })
      return { id, url: `${url}/${id}` }
    },

    /** One statement, so that of many who ask one is told of an approval. */
    async take(id, person) {
      const [taken] = await db
        .update(mcpConfirmations)
        .set({ isTaken: sql`${state} = 'approved'` })
        .where(and(mine(id, person), not(isTaken)))
        .returning({ state })
      return taken?.state ?? 'unknown'
    },

    async find(id, person) {
      const [found] = await db.select({ clientName, message, state }).from(mcpConfirmations).where(mine(id, person))
      return found
    },

    async decide(id, person, decision) {
      const decided = await db
        .update(mcpConfirmations)
        .set({ state: decision, expiresAt: inSeconds(CONFIRMATION_SECONDS) })
        .where(and(mine(id, person), eq(state, 'pending')))
        .returning({ state })
      return decided.length > 0
    }
  }
}
