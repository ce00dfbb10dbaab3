import type { TestTools } from './planner.ts'
import { checkTool, type ToolCase } from './tool-case.ts'

/** A trip of Anna’s and what is in it; Berta is a member. */
export interface TripWorld {
  tripId: number
  dayId: number
  otherDayId: number
  placeId: number
  assignmentId: number
  noteId: number
  /** The owner of the trip and a member. */
  annaId: number
  bertaId: number
  itemId: number
  settlementId: number
}

export async function tripWorld({ planner, anna, berta }: TestTools): Promise<TripWorld> {
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-12' })
  const [day, otherDay] = await planner.days.list(anna, trip.id)
  const dayId = day?.id ?? 0
  const place = await planner.places.create(anna, trip.id, { name: 'Colosseum' })
  const visit = await planner.assignments.create(anna, trip.id, { dayId, placeId: place.id })
  const note = await planner.dayNotes.create(anna, trip.id, dayId, { text: 'Water' })
  await planner.members.add(anna, trip.id, 'berta')
  const payers = [{ user_id: anna.userId, amount: 50 }]
  const item = await planner.budget.create(anna, trip.id, { name: 'Hotel', total_price: 50, payers })
  const payment = { from_user_id: berta.userId, to_user_id: anna.userId, amount: 5 }
  const settlement = await planner.settlements.create(anna, trip.id, payment)
  return {
    tripId: trip.id,
    dayId,
    otherDayId: otherDay?.id ?? 0,
    placeId: place.id,
    assignmentId: visit.id,
    noteId: note.id,
    annaId: anna.userId,
    bertaId: berta.userId,
    itemId: item.id,
    settlementId: settlement.id
  }
}

/** A case of a tool that works in such a trip. */
export interface TripToolCase extends Omit<ToolCase, 'given' | 'foreign'> {
  given: (world: TripWorld) => object
  /** What of the arguments names something of another trip, and the code of the refusal. */
  foreign?: { given: object; code: string }
}

/** Checks every tool in a trip of its own: a test of its name for each. */
export function checkTripTools(
  t: { test(name: string, check: (t: Parameters<typeof checkTool>[0]) => Promise<void>): unknown },
  test: TestTools,
  cases: readonly TripToolCase[]
): void {
  for (const { given, foreign, ...toolCase } of cases)
    void t.test(`MCP-35, MCP-38: ${toolCase.name} does its work, and refuses the rest`, async (t) => {
      const world = await tripWorld(test)
      await checkTool(t, test, {
        ...toolCase,
        given: given(world),
        ...(foreign && { foreign: { ...foreign, given: { tripId: world.tripId, ...foreign.given } } })
      })
    })
}
