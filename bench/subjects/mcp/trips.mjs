/** The trips everybody here has, oldest first. */
export const TITLES = ['Lisbon in spring', 'Alpine huts', 'Kyoto and Nara', 'Norwegian fjords', 'A week in Naples']

/** Trips in an answer, and one more is asked for to know whether there is a next page. */
const PAGE_SIZE = 50

/**
 * What `list_trips` has to select and say, and no more: a person's own trips and those they belong to, newest first.
 *
 * @param {import('postgres').Sql} sql
 * @param {number} userId
 */
export async function listTrips(sql, userId) {
  const rows = await sql`
    select t.id, t.user_id, t.title, t.description, t.start_date::text, t.end_date::text, t.currency, t.cover_image,
      t.is_archived, t.reminder_days, t.created_at, t.updated_at, u.username as owner_username,
      (select count(*)::int from days d where d.trip_id = t.id) as day_count,
      (select count(*)::int from places p where p.trip_id = t.id) as place_count,
      (select count(*)::int from trip_members m where m.trip_id = t.id) as shared_count
    from trips t join users u on u.id = t.user_id
    where not t.is_archived and t.id in (
      select id from trips where user_id = ${userId}
      union all select trip_id from trip_members where user_id = ${userId})
    order by t.created_at desc, t.id desc
    limit ${PAGE_SIZE + 1}`
  return {
    trips: rows.map((row) => ({
      ...row,
      created_at: row.created_at.toISOString(),
      updated_at: row.updated_at.toISOString(),
      is_owner: row.user_id === userId
    })),
    next_cursor: null
  }
}
