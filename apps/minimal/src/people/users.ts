import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { hashPassword, isPassword } from './password.ts'
import { users } from './user.table.ts'

export interface User {
  id: string
  email: string
}

export interface Users {
  /** The new account; `undefined` when the address has one already. */
  create(email: string, password: string): Promise<User | undefined>
  /** The account whose password this is; whether there is such an account takes the same time to find out. */
  verify(email: string, password: string): Promise<User | undefined>
}

export function createUsers(db: Database): Users {
  return {
    async create(email, password) {
      const passwordHash = await hashPassword(password)
      const [user] = await db
        .insert(users)
        .values({ email, passwordHash })
        .onConflictDoNothing()
        .returning({ id: users.id, email: users.email })
      return user
    },

    async verify(email, password) {
      const [found] = await db.select().from(users).where(sql`lower(${users.email}) = lower(${email})`)
      const isRight = await isPassword(password, found?.passwordHash)
      return isRight && found ? { id: found.id, email: found.email } : undefined
    }
  }
}
