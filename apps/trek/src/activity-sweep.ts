import { ACTIVITY_DAYS } from '@trek/planner'
import { activities } from '@trek/planner/tables'
import { deleteWhere, type SweepTask } from '@trek/token-store'
import { sql } from 'drizzle-orm'

/** What happened in trips so long ago that nobody undoes it any more, with the rows that were kept for that. */
export const activitySweepTask: SweepTask = {
  name: 'activity of trips',
  sweep: deleteWhere(
    activities,
    activities.id,
    sql`${activities.at} < clock_timestamp() - make_interval(days => ${ACTIVITY_DAYS})`
  )
}
