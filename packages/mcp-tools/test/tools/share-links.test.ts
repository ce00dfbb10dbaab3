import t from 'tap'
import { testTools } from '../support/planner.ts'
import { ALL_SCOPES, checkTool, type ToolCase } from '../support/tool-case.ts'

const test = await testTools(t)
const { planner, anna } = test
const { id: tripId } = await planner.trips.create(anna, { title: 'Rome' })
await planner.members.add(anna, tripId, 'berta')

const use = (name: string, given: object, user = 'anna') => test.use(name, given, { user, scopes: ALL_SCOPES })

const cases: ToolCase[] = [
  {
    name: 'create_share_link',
    scope: 'trips:share',
    given: { tripId, share_budget: true },
    answers: {
      created: true,
      token: /^[\w-]{32}$/,
      expires_at: String,
      share_map: true,
      share_bookings: true,
      share_packing: false,
      share_budget: true,
      share_collab: false
    },
    bad: { tripId, share_budget: 'yes' }
  },
  {
    name: 'get_share_link',
    scope: 'trips:share',
    given: { tripId },
    answers: { link: { token: String, share_budget: true, share_collab: false } },
    bad: {}
  },
  {
    name: 'delete_share_link',
    scope: 'trips:share',
    given: { tripId },
    answers: { success: true },
    bad: { tripId: 0 }
  }
]
for (const toolCase of cases)
  t.test(`${toolCase.name} does its work, and refuses the rest`, (t) => checkTool(t, test, toolCase))

t.test('flags left out stay, the token and the expiry too', async (t) => {
  t.same(await use('get_share_link', { tripId }), { link: null })
  const made = await use('create_share_link', { tripId, share_map: false })
  t.same(await use('create_share_link', { tripId, share_collab: true }), {
    ...made,
    created: false,
    share_map: false,
    share_collab: true
  })
})

t.test('a member sees the link and does not change it', async (t) => {
  t.match(await use('get_share_link', { tripId }, 'berta'), { link: { share_collab: true } })
  for (const name of ['create_share_link', 'delete_share_link'])
    await t.rejects(use(name, { tripId }, 'berta'), { message: /\[permission_denied\]/ }, name)
})
