import { randomBytes } from 'node:crypto'
import { ConflictError, type Planner, type User } from '@trek/planner'
import { users } from '@trek/planner/tables'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { accountCredentials } from './account.table.ts'
import { createPasswordCheck, hashPassword } from './password.ts'

export interface NewAccount {
  username: string
  email: string
  password: string
}

export interface Accounts {
  /** @throws {ConflictError} `email_taken`, `username_taken` */
  create(account: NewAccount, role?: 'user' | 'admin'): Promise<User>
  /** The account whose password this is; whether there is such an account takes the same time to find out. */
  verify(email: string, password: string): Promise<User | undefined>
  /**
   * Makes the first administrator on an empty database. Answers with the password, when it was made up here and has to
   * be told.
   */
  createFirstAdministrator(admin: { email: string; password: string } | undefined): Promise<string | undefined>
}

export async function createAccounts(db: Database['db'], planner: Planner): Promise<Accounts> {
  const passwords = await createPasswordCheck()

  async function create({ username, email, password }: NewAccount, role: 'user' | 'admin' = 'user'): Promise<User> {
    const passwordHash = await hashPassword(password)
    return db.transaction(async (tx) => {
      const user = await planner.users.create({ username, email, role }, tx)
      await tx.insert(accountCredentials).values({ userId: user.id, passwordHash })
      return user
    })
  }

  return {
    create,

    async verify(email, password) {
      const [found] = await db
        .select({ id: users.id, passwordHash: accountCredentials.passwordHash })
        .from(users)
        .innerJoin(accountCredentials, eq(accountCredentials.userId, users.id))
        .where(sql`lower(${users.email}) = lower(${email})`)
      const isRight = await passwords.matches(password, found?.passwordHash)
      return isRight && found ? planner.users.find(found.id) : undefined
    },

    async createFirstAdministrator(admin) {
      if ((await planner.users.count()) > 0) return undefined
      const password = admin?.password ?? randomBytes(12).toString('base64url')
      try {
        await create({ username: 'admin', email: admin?.email ?? 'admin@trek.local', password }, 'admin')
      } catch (error) {
        // Another node was first.
        if (error instanceof ConflictError) return undefined
        throw error
      }
      return admin ? undefined : password
    }
  }
}
