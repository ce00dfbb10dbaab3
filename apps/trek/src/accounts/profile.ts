import { ForbiddenError, type Planner, type User } from '@trek/planner'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { accountCredentials } from './account.table.ts'
import { createPasswordCheck, hashPassword } from './password.ts'

/** What people do with an account of their own. Who they are has been asked before. */
export interface Profile {
  /** Whether this is the person's password. */
  isPassword(userId: number, password: string): Promise<boolean>
  /** @throws {ConflictError} `email_taken`, `username_taken` */
  change(userId: number, changes: { username?: string; email?: string }): Promise<User | undefined>
  changePassword(userId: number, password: string): Promise<void>
  /** Whether nobody could administrate the instance without this person. */
  isLastAdministrator(userId: number): Promise<boolean>
  /**
   * Removes the person with all that is theirs. What other packages keep of them is removed first: should that fail, the
   * account is still there to be deleted again.
   *
   * @throws {ForbiddenError} `last_administrator`
   */
  delete(userId: number): Promise<void>
}

interface ProfileOptions {
  db: Database['db']
  planner: Planner
  /** Ends and removes what is kept of a person elsewhere; may be called again. */
  forget: (subject: string) => Promise<void>
}

export async function createProfile({ db, planner, forget }: ProfileOptions): Promise<Profile> {
  const passwords = await createPasswordCheck()

  return {
    async isPassword(userId, password) {
      const [found] = await db
        .select({ passwordHash: accountCredentials.passwordHash })
        .from(accountCredentials)
        .where(eq(accountCredentials.userId, userId))
      return passwords.matches(password, found?.passwordHash)
    },

    change: (userId, changes) => planner.users.update(userId, changes),

    async changePassword(userId, password) {
      const passwordHash = await hashPassword(password)
      await db
        .update(accountCredentials)
        .set({ passwordHash, mustChangePassword: false, updatedAt: sql`clock_timestamp()` })
        .where(eq(accountCredentials.userId, userId))
    },

    isLastAdministrator: (userId) => planner.users.isLastAdministrator(userId),

    async delete(userId) {
      if (await planner.users.isLastAdministrator(userId)) throw lastAdministrator()
      await forget(String(userId))
      await db.transaction(async (tx) => {
        // Asked again: the other one may be leaving at the same time.
        if (await planner.users.isLastAdministrator(userId, tx)) throw lastAdministrator()
        await planner.users.delete(userId, tx)
      })
    }
  }
}

function lastAdministrator(): ForbiddenError {
  return new ForbiddenError('last_administrator', 'You are the only administrator: make somebody else one first')
}
