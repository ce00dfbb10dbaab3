import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { users } from '../users/user.table.ts'
import { keepPlans, lockPlans } from './plan.ts'
import { vacayCompanyHolidays } from './vacay-day-off.table.ts'
import { vacayPlanMembers, vacayYears } from './vacay-plan.table.ts'

/** Gives people who leave a plan its years and company holidays, in plans of their own. */
export async function takeAlong(tx: Database, planId: number, userIds: number[]): Promise<void> {
  await keepPlans(tx, userIds)
  const [years, holidays] = [vacayYears, vacayCompanyHolidays]
  const leaving = inArray(users.id, userIds)
  await tx.execute(sql`insert into ${years} (plan_id, year)
    select ${users.id}, ${years.year} from ${years}, ${users} where ${years.planId} = ${planId} and ${leaving}
    on conflict do nothing`)
  await tx.execute(sql`insert into ${holidays} (plan_id, date, note)
    select ${users.id}, ${holidays.date}, ${holidays.note} from ${holidays}, ${users}
    where ${holidays.planId} = ${planId} and ${leaving}
    on conflict do nothing`)
}

/** Before an account goes, and its plan with it: who shares that leaves it as if sharing had been ended. */
export async function leaveSharedPlan(tx: Database, ownerId: number): Promise<void> {
  await lockPlans(tx, [ownerId])
  const members = await tx
    .select({ userId: vacayPlanMembers.userId })
    .from(vacayPlanMembers)
    .where(and(eq(vacayPlanMembers.planId, ownerId), eq(vacayPlanMembers.status, 'accepted')))
  const leaving = members.map(({ userId }) => userId)
  if (leaving.length > 0) await takeAlong(tx, ownerId, leaving)
}
