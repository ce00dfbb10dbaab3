import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTripTools, type TripToolCase } from '../support/trip-world.ts'

const test = await testTools(t)

/** Each tool: a good call, what it answers, the scope it needs, and arguments that do not fit. */
const cases: TripToolCase[] = [
  {
    name: 'connection_status',
    given: () => ({}),
    answers: { user: { username: 'anna' }, client: { name: 'Assistant' }, kind: 'user', expires_at: null },
    bad: { tripId: 1 },
    isTripless: true
  }
]

checkTripTools(t, test, cases)

t.test('MCP-63: a connection explains itself', async (t) => {
  const { use } = test
  const { allowed, not_allowed: missing } = (await use(
    'connection_status',
    {},
    { scopes: ['trips:write'] }
  )) as unknown as Record<string, { scope: string }[]>
  t.same(allowed?.map(({ scope }) => scope).slice(0, 2), ['trips:read', 'trips:write'], 'with what is implied')
  t.ok(missing?.some(({ scope }) => scope === 'places:read'))
})
