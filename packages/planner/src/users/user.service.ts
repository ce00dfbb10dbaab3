import { count, eq, exists, inArray, sql } from 'drizzle-orm'
import { leaveSplits } from '../budget/split.ts'
import type { Database } from '../database.ts'
import { ConflictError } from '../errors.ts'
import { journeyContributors, journeyTrips } from '../journeys/journey.table.ts'
import { unlinkUnreached } from '../journeys/linked-trips.ts'
import { dropSuggestionsOf } from '../journeys/suggestions.ts'
import { tripMembers } from '../members/trip-member.table.ts'
import { removePrivateItems } from '../packing/private-items.ts'
import { trips } from '../trips/trip.table.ts'
import { leaveSharedPlan } from '../vacay/leaving.ts'
import { tellFellows } from './tell-fellows.ts'
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
  /**
   * Changes how a person is called and reached. Undefined when there is no such person.
   *
   * @throws {ConflictError} `username_taken` or `email_taken`, whatever the case of the letters.
   */
  update(id: number, changes: { username?: string; email?: string }): Promise<User | undefined>
  /** How many trips a person owns, and how many of them others belong to as well. */
  countTrips(id: number): Promise<{ owned: number; shared: number }>
  /** Whether this is an administrator, and the only one. In a transaction the answer holds until its end. */
  isLastAdministrator(id: number, tx?: Database): Promise<boolean>
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
      if (taken.length > 0) throw emailTaken()
      throw usernameTaken()
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

    async update(id, changes) {
      try {
        const [user] = await db
          .update(users)
          .set({ ...changes, updatedAt: sql`clock_timestamp()` })
          .where(eq(users.id, id))
          .returning(columns)
        return user
      } catch (error) {
        if (!isTaken(error)) throw error
        const holder = changes.email === undefined ? undefined : await this.findByEmail(changes.email)
        throw holder && holder.id !== id ? emailTaken() : usernameTaken()
      }
    },

    async countTrips(id) {
      const hasMembers = exists(db.select({ one: sql`1` }).from(tripMembers).where(eq(tripMembers.tripId, trips.id)))
      const [row] = await db
        .select({ owned: count(), shared: sql<number>`count(*) filter (where ${hasMembers})`.mapWith(Number) })
        .from(trips)
        .where(eq(trips.userId, id))
      return row ?? { owned: 0, shared: 0 }
    },

    async isLastAdministrator(id, tx = db) {
      // In the same order for everybody, so that two who leave at once wait instead of blocking each other.
      const administrators = await tx
        .select({ id: users.id })
        .from(users)
        .where(eq(users.role, 'admin'))
        .orderBy(users.id)
        .for('update')
      return administrators.length === 1 && administrators[0]?.id === id
    },

    delete: (id, outer = db) =>
      outer.transaction(async (tx) => {
        // Nobody puts them into a split from here on.
        await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('update')
        await tellFellows(tx, id)
        await leaveSplits(tx, id)
        await removePrivateItems(tx, id)
        await dropSuggestionsOf(tx, id)
        await leaveSharedPlan(tx, id)
        const journeyIds = await tx
          .select({ id: journeyContributors.journeyId })
          .from(journeyContributors)
          .where(eq(journeyContributors.userId, id))
        const deleted = await tx.delete(users).where(eq(users.id, id)).returning({ id: users.id })
        const isOfThose = inArray(
          journeyTrips.journeyId,
          journeyIds.map((journey) => journey.id)
        )
        await unlinkUnreached(tx, { userId: id }, isOfThose)
        return deleted.length > 0
      })
  }
}

const emailTaken = () => new ConflictError('email_taken', 'An account with this e-mail address exists already')
const usernameTaken = () => new ConflictError('username_taken', 'This username is taken')

function sameText(column: typeof users.email | typeof users.username, text: string) {
  return sql`lower(${column}) = lower(${text})`
}

/** A unique index refused it (SQLSTATE 23505). */
function isTaken(error: unknown): boolean {
  return error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === '23505'
}
