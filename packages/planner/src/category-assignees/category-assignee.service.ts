import { and, asc, eq, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publish } from '../events.ts'
import { requirePeople } from '../members/require-people.ts'
import { notify } from '../notifications/notify.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import type { Person } from '../users/person.schema.ts'
import { toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import { checkText } from '../values/text.ts'
import type { CategoryAssignees } from './category-assignee.schema.ts'
import type { packingCategoryAssignees, todoCategoryAssignees } from './category-assignee.table.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `packing_edit`. */
export interface CategoryAssigneeService {
  /** Categories by name, without those that nobody looks after. */
  list(actor: Actor, tripId: number): Promise<CategoryAssignees>
  /**
   * Replaces who looks after a category; empty: nobody. Nothing need be in the category. The others on the trip are told
   * who packs what, unless nobody does.
   *
   * @throws {InvalidInputError} `foreign_reference`, and `invalid_value` for a category without a name
   */
  set(actor: Actor, tripId: number, category: string, userIds: number[]): Promise<Person[]>
}

type Assignees = typeof packingCategoryAssignees | typeof todoCategoryAssignees

/** The same for either kind of list. */
export function createCategoryAssigneeService(
  db: Database,
  table: Assignees,
  eventType: 'packing:assignees' | 'todo:assignees'
): CategoryAssigneeService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      const groups = new Map<string, Person[]>()
      for (const { category, person } of await loadAssignees(db, table, eq(table.tripId, tripId))) {
        const group = groups.get(category)
        if (group) group.push(person)
        else groups.set(category, [person])
      }
      return Object.fromEntries(groups)
    },

    set: (actor, tripId, category, userIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const categoryName = checkText(category, 'categoryName')
        const isCategory = and(eq(table.tripId, tripId), eq(table.categoryName, categoryName))
        const rows = (await requirePeople(tx, tripId, userIds, 'userIds')).map((userId) => ({
          tripId,
          categoryName,
          userId
        }))
        await tx.delete(table).where(isCategory)
        if (rows.length > 0) await tx.insert(table).values(rows)
        await publish(tx, actor, { type: eventType, tripId, what: categoryName })
        if (eventType === 'packing:assignees' && rows.length > 0)
          await notify(tx, actor, { event: 'packing_tagged', tripId, params: { category: categoryName } })
        return (await loadAssignees(tx, table, isCategory)).map(({ person }) => person)
      })
  }
}

async function loadAssignees(db: Database, table: Assignees, condition: SQL | undefined) {
  const rows = await db
    .select({ category: table.categoryName, user: users })
    .from(table)
    .innerJoin(users, eq(users.id, table.userId))
    .where(condition)
    .orderBy(asc(table.categoryName), asc(users.id))
  return rows.map(({ category, user }) => ({ category, person: toPerson(user) }))
}
