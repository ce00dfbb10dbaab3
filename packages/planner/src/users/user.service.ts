import { count, eq, inArray, sql } from 'drizzle-orm'
import { leaveSplits } from '../budget/split.ts'
import type { Database } from '../database.ts'
import { ConflictError } from '../errors.ts'
import { dropSuggestionsOf } from '../journeys/suggestions.ts'
import { removePrivateItems } from '../packing/private-items.ts'
import type { User } from './user.schema.ts'
import { users } from './user.table.ts'

export interface UserService {
  /**
   * @throws {ConflictError} `username_taken` or `email_taken`, whatever the case of the letters.
   */
  create(user: { username: string; email: string; role?: 'user' | 'admin' }, tx?: Database): Promise<User>
  find(id: number): Promise<User | undefined>
  /** Those of the ids that are somebody's. */
  findAll(ids: readonly number[]): Promise<ReadonlyMap<number, User>>
  findByEmail(email: string): Promise<User | undefined>
  /** Whatever the case of the letters. */
  findByUsername(username: string): Promise<User | undefined>
  count(): Promise<number>
  /** Removes the person with everything they own. Answers whether there was one. */
  delete(id: number, tx?: Database): Promise<boolean>
}

/** For the host's accounts: who may call these is the host's decision, so there is no actor. */
export function createUserService(db: Database): UserService {
  const columns = { id: users.id, username: users.username, email: users.email, role: users.role }
  const findById = db
    .select(columns)
    .from(users)
    .where(eq(users.id, sql.placeholder('id')))
    .prepare('planner_find_user')

  return {
    async create({ username, email, role = 'user' }, tx = db) {
      const [user] = await tx.insert(users).values({ username, email, role }).onConflictDoNothing().returning(columns)
      if (user) return user
      const taken = await tx.select(columns).from(users).where(sameText(users.email, email))
      if (taken.length > 0) throw new ConflictError('email_taken', 'An account with this e-mail address exists already')
      throw new ConflictError('username_taken', 'This username is taken')
    },

    async find(id) {
      const [user] = await findById.execute({ id })
      return user
    },

    async findAll(ids) {
      if (ids.length === 0) return new Map()
      const found = await db
        .select(columns)
        .from(users)
        .where(inArray(users.id, [...new Set(ids)]))
      return new Map(found.map((user) => [user.id, user]))
    },

    async findByEmail(email) {
      const [user] = await db.select(columns).from(users).where(sameText(users.email, email))
      return user
    },

    async findByUsername(username) {
      const [user] = await db.select(columns).from(users).where(sameText(users.username, username))
      return user
    },

    async count() {
      const [row] = await db.select({ users: count() }).from(users)
      return row?.users ?? 0
    },

    delete: (id, outer = db) =>
      outer.transaction(async (tx) => {
        // Nobody puts them into a split from here on.
        await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('update')
        await leaveSplits(tx, id)
        await removePrivateItems(tx, id)
        await dropSuggestionsOf(tx, id)
        return (await tx.delete(users).where(eq(users.id, id)).returning({ id: users.id })).length > 0
      })
  }
}

function sameText(column: typeof users.email | typeof users.username, text: string) {
  return sql`lower(${column}) = lower(${text})`
}
