import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { peopleOf } from '../events.ts'

/**
 * The ids without repetitions, all of them of the trip's owner or members.
 *
 * @throws {InvalidInputError} `foreign_reference` for anybody else.
 */
export async function requirePeople(
  tx: Database,
  tripId: number,
  userIds: number[],
  argument: string
): Promise<number[]> {
  if (userIds.length === 0) return []
  const people = await peopleOf(tx, tripId)
  const stranger = userIds.find((id) => !people.includes(id))
  if (stranger !== undefined)
    throw new InvalidInputError('foreign_reference', `${argument}: ${stranger} is not one of the people of this trip`)
  return [...new Set(userIds)]
}
