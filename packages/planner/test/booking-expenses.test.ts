import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test
const { reservations, transports, budget } = planner
const withExpense = { withExpense: true }

async function latest(tripId: number) {
  return (await planner.activity.list(anna, tripId, { limit: 1 })).items[0]
}

t.test('a price is kept as text and makes an expense that is only planned', async (t) => {
  const { tripId } = await test.trip()
  await test.events()
  const booking = await reservations.create(
    anna,
    tripId,
    { title: 'Opera', type: 'event', price: 120.5, budget_category: 'Culture' },
    withExpense
  )
  t.same(booking.metadata, { price: '120.5' })
  t.match(await budget.list(anna, tripId), [
    {
      name: 'Opera',
      category: 'Culture',
      total_price: 120.5,
      currency: null,
      members: [],
      payers: [],
      reservation_id: booking.id
    }
  ])
  t.same(
    (await test.events()).map(({ type }) => type),
    ['reservation:created', 'budget:created']
  )
  t.match(await latest(tripId), { type: 'reservation:created', what: 'Opera' }, 'the log names the booking')
  const ferry = { title: 'Ferry', type: 'cruise' as const, price: 30 }
  await transports.create(anna, tripId, ferry, withExpense)
  t.match(
    (await budget.list(anna, tripId)).find(({ name }) => name === 'Ferry'),
    { category: 'cruise', total_price: 30 },
    'the type is the category of most'
  )
})

t.test('without leave to write costs the price is kept, and that is all', async (t) => {
  const { tripId } = await test.trip()
  const booking = await reservations.create(anna, tripId, { title: 'Opera', type: 'event', price: 120 })
  t.same(booking.metadata, { price: '120' })
  t.same(await budget.list(anna, tripId), [])
})

t.test('no price, or nothing, makes no expense', async (t) => {
  const { tripId } = await test.trip()
  const free = await reservations.create(anna, tripId, { title: 'Walk', type: 'tour', price: 0 }, withExpense)
  t.equal(free.metadata, null)
  await reservations.create(anna, tripId, { title: 'Run', type: 'tour' }, withExpense)
  t.same(await budget.list(anna, tripId), [])
})

t.test('a new price changes the expense, and the same people have paid it', async (t) => {
  const { tripId } = await test.trip()
  const { id } = await reservations.create(anna, tripId, { title: 'Opera', type: 'event', price: 100 }, withExpense)
  const [item] = await budget.list(anna, tripId)
  await budget.update(anna, tripId, item?.id ?? 0, {
    member_ids: [anna.userId],
    payers: [{ user_id: anna.userId, amount: 100 }]
  })
  t.same((await reservations.update(anna, tripId, id, { price: 80 }, withExpense)).metadata, { price: '80' })
  t.match(await budget.list(anna, tripId), [{ id: item?.id, total_price: 80, payers: [{ amount: 80 }] }])
  await budget.setMembers(anna, tripId, item?.id ?? 0, [{ user_id: anna.userId, amount: 80 }])
  await reservations.update(anna, tripId, id, { price: 60 }, withExpense)
  t.match(await budget.list(anna, tripId), [{ total_price: 60, members: [{ amount: 60 }] }])
  t.equal((await reservations.update(anna, tripId, id, { price: null }, withExpense)).metadata, null)
  t.same(await budget.list(anna, tripId), [])
  await reservations.update(anna, tripId, id, { price: 45 }, withExpense)
  t.match(await budget.list(anna, tripId), [{ name: 'Opera', category: 'event', total_price: 45 }])
})

t.test('an expense goes with its booking, and a booking stays without its expense', async (t) => {
  const { tripId } = await test.trip()
  const { id } = await reservations.create(anna, tripId, { title: 'Opera', type: 'event', price: 100 }, withExpense)
  const kept = await reservations.create(anna, tripId, { title: 'Ballet', type: 'event', price: 90 }, withExpense)
  await reservations.delete(anna, tripId, id)
  t.match(await latest(tripId), { type: 'reservation:deleted', what: 'Opera' })
  const [ballet, ...others] = await budget.list(anna, tripId)
  t.same(others, [])
  await budget.delete(anna, tripId, ballet?.id ?? 0)
  t.match(await reservations.list(anna, tripId), [{ id: kept.id }])
})

t.test('who may not write costs makes no priced booking', async (t) => {
  const { tripId } = await test.trip()
  const berta = await test.person('berta')
  await planner.members.add(anna, tripId, 'berta')
  await test.sql`insert into app_settings values ('perm_budget_edit', 'trip_owner')`
  t.teardown(() => test.sql`delete from app_settings`)
  const opera = { title: 'Opera', type: 'event' as const, price: 100 }
  await t.rejects(reservations.create(berta, tripId, opera, withExpense), { code: 'permission_denied' })
  t.same(await reservations.list(anna, tripId), [])
  await t.resolves(reservations.create(berta, tripId, opera))
})

t.test('refuses a price that is no amount', async (t) => {
  const { tripId } = await test.trip()
  const dear = { title: 'Moon', type: 'tour' as const, price: 1e12 }
  await t.rejects(reservations.create(anna, tripId, dear, withExpense), { code: 'invalid_value' })
  await t.rejects(reservations.create(anna, tripId, dear), { code: 'invalid_value' })
  await t.rejects(transports.create(anna, tripId, { title: 'x', type: 'car', price: -1 }), { code: 'invalid_value' })
})
