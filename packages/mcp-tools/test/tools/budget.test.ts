import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTripTools, tripWorld, type TripToolCase } from '../support/trip-world.ts'

const test = await testTools(t)

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const cases: TripToolCase[] = [
  {
    name: 'create_budget_item',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, annaId, bertaId }) => ({
      tripId,
      name: 'Dinner',
      total_price: 60,
      currency: 'JPY',
      member_ids: [annaId, bertaId],
      payers: [{ user_id: bertaId, amount: 60 }],
      expense_date: '2027-06-10'
    }),
    answers: { item: { name: 'Dinner', currency: 'JPY', persons: 2, payers: [{ username: 'berta', amount: 60 }] } },
    bad: { tripId: 1, name: 'x', total_price: -1 },
    foreign: { given: { name: 'x', total_price: 1, member_ids: [999_999] }, code: 'foreign_reference' }
  },
  {
    name: 'create_budget_item_with_members',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, bertaId }) => ({ tripId, name: 'Spa', total_price: 20, userIds: [bertaId] }),
    answers: { item: { persons: 1, members: [{ username: 'berta' }] } },
    bad: { tripId: 1, name: 'x', total_price: 1, userIds: ['berta'] }
  },
  {
    name: 'update_budget_item',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId }) => ({ tripId, itemId, total_price: 80.5, note: null, days: 2 }),
    answers: { item: { name: 'Hotel', total_price: 80.5, note: null, days: 2, payers: [{ amount: 80.5 }] } },
    bad: { tripId: 1, itemId: 1, persons: 0 },
    foreign: { given: { itemId: 999_999, name: 'x' }, code: 'budget_item_not_found' }
  },
  {
    name: 'set_budget_item_members',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId, bertaId }) => ({ tripId, itemId, userIds: [bertaId] }),
    answers: { item: { persons: 1, members: [{ username: 'berta' }] } },
    bad: { tripId: 1, itemId: 1 },
    foreign: { given: { itemId: 999_999, userIds: [] }, code: 'budget_item_not_found' }
  },
  {
    name: 'toggle_budget_member_paid',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId, bertaId }) => ({ tripId, itemId, memberId: bertaId, paid: true }),
    answers: { member: { username: 'berta', paid: true } },
    bad: { tripId: 1, itemId: 1, memberId: 1 },
    foreign: { given: { itemId: 999_999, memberId: 1, paid: true }, code: 'budget_item_not_found' }
  },
  {
    name: 'get_settlement_summary',
    scope: 'budget:read',
    addon: 'budget',
    given: ({ tripId }) => ({ tripId }),
    answers: {
      summary: {
        currency: 'EUR',
        balances: [
          { username: 'anna', balance: 20 },
          { username: 'berta', balance: -20 }
        ],
        flows: [{ from: { username: 'berta' }, to: { username: 'anna' }, amount: 20 }],
        settlements: [{ amount: 5 }]
      }
    },
    bad: { tripId: 1, base: 'euro' }
  },
  {
    name: 'list_settlements',
    scope: 'budget:read',
    addon: 'budget',
    given: ({ tripId }) => ({ tripId }),
    answers: { settlements: [{ amount: 5, from_username: 'berta' }] },
    bad: {}
  },
  {
    name: 'create_settlement',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, annaId, bertaId }) => ({ tripId, from_user_id: bertaId, to_user_id: annaId, amount: 20 }),
    answers: { settlement: { from_username: 'berta', to_username: 'anna', amount: 20 } },
    bad: { tripId: 1, from_user_id: 1, to_user_id: 2, amount: 0 },
    foreign: { given: { from_user_id: 1, to_user_id: 999_999, amount: 1 }, code: 'foreign_reference' }
  },
  {
    name: 'update_settlement',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, settlementId, annaId, bertaId }) => ({
      tripId,
      settlementId,
      from_user_id: bertaId,
      to_user_id: annaId,
      amount: 7.5
    }),
    answers: { settlement: { amount: 7.5 } },
    bad: { tripId: 1, settlementId: 1, amount: 1 },
    foreign: {
      given: { settlementId: 999_999, from_user_id: 1, to_user_id: 2, amount: 1 },
      code: 'settlement_not_found'
    }
  },
  {
    name: 'delete_settlement',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, settlementId }) => ({ tripId, settlementId }),
    answers: { success: true },
    bad: { tripId: 1 },
    foreign: { given: { settlementId: 999_999 }, code: 'settlement_not_found' }
  },
  {
    name: 'delete_budget_item',
    scope: 'budget:write',
    addon: 'budget',
    given: ({ tripId, itemId }) => ({ tripId, itemId }),
    answers: { success: true },
    bad: { tripId: 1 },
    foreign: { given: { itemId: 999_999 }, code: 'budget_item_not_found' }
  }
]

checkTripTools(t, test, cases)

t.test('MCP-37: the budget is in a summary only with the right to read it, while the addon is on', async (t) => {
  const { tripId } = await tripWorld(test)
  const summary = (scopes: string[]) => test.use('get_trip_summary', { tripId }, { scopes })
  t.notOk('budget' in (await summary(['trips:read'])))
  t.match(await summary(['budget:read']), { trip: { title: 'Rome' }, budget: { total: 50 } })
  await test.planner.addons.set(test.root, 'budget', false)
  t.same(Object.keys(await summary(['budget:read'])), ['trip'])
})
