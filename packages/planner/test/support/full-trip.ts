import type { Actor } from '../../src/index.ts'
import type { TestPlanner } from './planner.ts'

/** A trip of somebody's with a companion, and a row in every table that has a path to a trip. */
export async function fullTrip({ planner, sql }: TestPlanner, owner: Actor, companion: Actor & { name: string }) {
  const { id: tripId } = await planner.trips.create(owner, {
    title: 'Everything',
    start_date: '2027-06-10',
    end_date: '2027-06-12'
  })
  const both = [owner.userId, companion.userId]
  await planner.members.add(owner, tripId, companion.name)
  const [first = 0, second = 0] = (await planner.days.list(owner, tripId)).map(({ id }) => id)
  await planner.dayNotes.create(owner, tripId, first, { text: 'Water' })

  const tag = await planner.tags.create(owner, { name: 'Must see' })
  const at = { lat: 41.89, lng: 12.49 }
  const place = await planner.places.create(owner, tripId, { name: 'Colosseum', ...at, tag_ids: [tag.id] })
  const forum = await planner.places.create(owner, tripId, { name: 'Forum', ...at })
  const visit = await planner.assignments.create(owner, tripId, { dayId: first, placeId: place.id })
  await planner.assignments.setParticipants(owner, tripId, visit.id, both)
  await planner.assignments.create(owner, tripId, { dayId: second, placeId: forum.id })

  await planner.stays.create(owner, tripId, { place_id: place.id, start_day_id: first, end_day_id: second })
  const flight = await planner.transports.create(owner, tripId, {
    type: 'flight',
    title: 'To Rome',
    start_day_id: first,
    endpoints: [
      { role: 'from', sequence: 0, name: 'Vienna', code: 'VIE' },
      { role: 'to', sequence: 1, name: 'Rome', code: 'FCO' }
    ]
  })
  await planner.reservations.reorder(owner, tripId, [{ id: flight.id, day_plan_position: 1 }], first)

  await planner.budget.create(owner, tripId, {
    name: 'Dinner',
    total_price: 30,
    payers: [{ user_id: companion.userId, amount: 30 }]
  })
  await sql`insert into budget_category_order (trip_id, category, sort_order) values (${tripId}, 'Food', 0)`
  const payment = { from_user_id: owner.userId, to_user_id: companion.userId, amount: 10 }
  await planner.settlements.create(owner, tripId, payment)

  await planner.packing.create(owner, tripId, { name: 'Tent' })
  const secret = { name: 'Gift', is_private: true, recipient_ids: [companion.userId] }
  await planner.packing.create(owner, tripId, secret)
  const bag = await planner.packingBags.create(owner, tripId, { name: 'Suitcase' })
  await planner.packingBags.setMembers(owner, tripId, bag.id, both)
  await planner.packingAssignees.set(owner, tripId, 'Clothes', both)
  await planner.todos.create(owner, tripId, { name: 'Visa', assigned_user_id: companion.userId })
  await planner.todoAssignees.set(owner, tripId, 'Papers', both)

  await planner.collabNotes.create(owner, tripId, { title: 'Plan' })
  const poll = await planner.polls.create(owner, tripId, { question: 'When?', options: ['Early', 'Late'] })
  await planner.polls.vote(companion, tripId, poll.id, 0)
  const message = await planner.chat.send(owner, tripId, { text: 'Ciao' })
  await planner.chat.react(companion, tripId, message.id, '👍')
  await planner.shareLinks.set(owner, tripId, {})

  return { tripId, first, second, place, visit }
}
