import { setTimeout } from 'node:timers/promises'
import type { Sql } from 'postgres'

/** Until somebody waits for what another transaction has locked. */
export async function untilOneWaits(sql: Sql): Promise<void> {
  for (let looks = 0; looks < 300; looks++) {
    const [waiting] = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    if (waiting) return
    await setTimeout(10)
  }
  throw new Error('nobody waits')
}
