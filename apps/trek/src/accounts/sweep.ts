import { deleteWhere, type SweepTask } from '@trek/token-store'
import { sql } from 'drizzle-orm'
import { accountSessions, loginFailures } from './account.table.ts'

/** What accounts leave behind: sessions that are over, and failures nobody counts any more. */
export const accountSweepTasks: SweepTask[] = [
  {
    name: 'web sessions',
    sweep: deleteWhere(accountSessions, accountSessions.digest, sql`${accountSessions.expiresAt} < clock_timestamp()`)
  },
  {
    name: 'login failures',
    sweep: deleteWhere(loginFailures, loginFailures.key, sql`${loginFailures.windowEndsAt} < clock_timestamp()`)
  }
]
