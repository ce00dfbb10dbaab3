import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { planner } = test

const ask = (poll: Partial<Parameters<typeof planner.polls.create>[2]> = {}) =>
  planner.polls.create(anna, trip.id, { question: 'Where?', options: ['Rome', 'Oslo', 'Paris'], ...poll })
const voters = (poll: Awaited<ReturnType<typeof ask>>) =>
  poll.options.map((option) => option.voters.map(({ username }) => username))

t.test('a person has one choice: another replaces it, the same again takes it back', async (t) => {
  const poll = await ask()
  t.match(poll, { username: 'anna', multiple: false, closed: false, is_closed: false, deadline: null })
  t.same(voters(poll), [[], [], []])
  const vote = (option: number, who = berta) => planner.polls.vote(who, trip.id, poll.id, option)
  t.same(voters(await vote(0)), [['berta'], [], []])
  t.same(voters(await vote(0, anna)), [['berta', 'anna'], [], []])
  t.same(voters(await vote(2)), [['anna'], [], ['berta']])
  t.same(voters(await vote(2)), [['anna'], [], []])
})

t.test('several choices where the poll allows them', async (t) => {
  const { id } = await ask({ multiple: true })
  await planner.polls.vote(berta, trip.id, id, 0)
  t.same(voters(await planner.polls.vote(berta, trip.id, id, 1)), [['berta'], ['berta'], []])
  t.same(voters(await planner.polls.vote(berta, trip.id, id, 0)), [[], ['berta'], []])
})

t.test('of many votes at once by one person one counts', async (t) => {
  const { id } = await ask()
  await Promise.all([0, 1, 2].map((option) => planner.polls.vote(berta, trip.id, id, option)))
  const [poll] = await planner.polls.list(anna, trip.id)
  t.equal(poll?.options.flatMap((option) => option.voters).length, 1)
})

t.test('a closed poll takes no votes, and closing it again changes nothing', async (t) => {
  const { id } = await ask()
  await planner.polls.vote(berta, trip.id, id, 1)
  t.match(await planner.polls.close(berta, trip.id, id), { closed: true, is_closed: true })
  await test.events()
  t.match(await planner.polls.close(anna, trip.id, id), { closed: true })
  t.same(await test.events(), [])
  await t.rejects(planner.polls.vote(berta, trip.id, id, 0), { code: 'poll_closed' })
  t.match((await planner.polls.list(anna, trip.id))[0], {
    id,
    options: [{ voters: [] }, { voters: [{ username: 'berta' }] }, { voters: [] }]
  })
})

t.test('a vote is undone by who gave it, while the poll is open', async (t) => {
  const { id } = await ask()
  const { activity, polls } = planner
  const voted = async () => {
    const [poll] = await polls.list(anna, trip.id)
    return poll && voters(poll)
  }
  await polls.vote(berta, trip.id, id, 1)
  const vote = (await activity.list(anna, trip.id)).items[0]?.id ?? 0
  await t.rejects(activity.undo(anna, trip.id, vote), { code: 'permission_denied' })
  t.same(await voted(), [[], ['berta'], []])
  const undone = await activity.undo(berta, trip.id, vote)
  t.same(await voted(), [[], [], []])
  await polls.close(anna, trip.id, id)
  await t.rejects(activity.undo(berta, trip.id, undone.id), { code: 'poll_closed' })
  t.same(await voted(), [[], [], []])
})

t.test('nobody votes after the deadline', async (t) => {
  const poll = await ask({ deadline: '2999-06-10T18:00+02:00' })
  t.match(poll, { deadline: '2999-06-10T16:00:00.000Z', is_closed: false })
  await planner.polls.vote(berta, trip.id, poll.id, 0)
  await test.sql`update collab_polls set deadline = now() - interval '1 second' where id = ${poll.id}`
  await t.rejects(planner.polls.vote(berta, trip.id, poll.id, 1), { code: 'poll_closed' })
  t.match((await planner.polls.list(anna, trip.id))[0], { closed: false, is_closed: true })
})

t.test('a deadline without a time is the end of that day', async (t) => {
  t.match(await ask({ deadline: '2999-12-31' }), { deadline: '3000-01-01T00:00:00.000Z' })
})

const refused: { name: string; poll: Parameters<typeof ask>[0]; code: string }[] = [
  { name: 'an empty question', poll: { question: ' ' }, code: 'invalid_value' },
  { name: 'one option', poll: { options: ['Rome'] }, code: 'invalid_value' },
  { name: '21 options', poll: { options: Array.from({ length: 21 }, (_, i) => String(i)) }, code: 'invalid_value' },
  { name: 'an empty option', poll: { options: ['Rome', ''] }, code: 'invalid_value' },
  { name: 'an option twice', poll: { options: ['Rome', ' rome '] }, code: 'invalid_value' },
  { name: 'a deadline that has passed', poll: { deadline: '2020-01-01' }, code: 'invalid_value' },
  { name: 'a deadline in words', poll: { deadline: 'tomorrow' }, code: 'invalid_date' },
  { name: 'a deadline of no zone', poll: { deadline: '2999-06-10T18:00' }, code: 'invalid_date' },
  { name: 'a deadline on no day', poll: { deadline: '2999-06-31T18:00Z' }, code: 'invalid_date' }
]
for (const { name, poll, code } of refused) {
  t.test(`refuses ${name}`, async (t) => {
    const before = await planner.polls.count(anna, trip.id)
    await t.rejects(ask(poll), { code })
    t.equal(await planner.polls.count(anna, trip.id), before)
  })
}

t.test('options are counted from 0', async (t) => {
  const { id } = await ask()
  for (const option of [3, -1, 0.5])
    await t.rejects(planner.polls.vote(anna, trip.id, id, option), { code: 'invalid_option' }, String(option))
})

t.test('polls are listed newest first, a page at a time', async (t) => {
  const other = await planner.trips.create(anna, { title: 'Oslo' })
  await test.sql`insert into collab_polls (trip_id, user_id, question, options, multiple)
    select ${other.id}, ${anna.userId}, n || '?', '["yes", "no"]', false from generate_series(1, 51) n`
  const page = await planner.polls.list(anna, other.id)
  t.equal(page.length, 50)
  t.equal(page[0]?.question, '51?')
  const next = await planner.polls.list(anna, other.id, { before: page.at(-1)?.id })
  t.same(
    next.map(({ question }) => question),
    ['1?']
  )
  t.equal(await planner.polls.count(anna, other.id), 51)
})

t.test('polls of another trip are not found, and a stranger finds none', async (t) => {
  const { id } = await ask()
  const other = await planner.trips.create(anna, { title: 'Paris' })
  const eve = await test.person('eve')
  const attemptsOf = (who: typeof anna, tripId: number): (() => Promise<unknown>)[] => [
    () => planner.polls.vote(who, tripId, id, 0),
    () => planner.polls.close(who, tripId, id),
    () => planner.polls.delete(who, tripId, id)
  ]
  for (const attempt of attemptsOf(anna, other.id)) await t.rejects(attempt(), { code: 'poll_not_found' })
  const attempts: (() => Promise<unknown>)[] = [
    ...attemptsOf(eve, trip.id),
    () => planner.polls.list(eve, trip.id),
    () => planner.polls.count(eve, trip.id),
    () => planner.polls.create(eve, trip.id, { question: 'x?', options: ['a', 'b'] })
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'trip_not_found' })
  t.match((await planner.polls.list(anna, trip.id))[0], { id, closed: false })
  await planner.polls.delete(berta, trip.id, id)
  t.notOk((await planner.polls.list(anna, trip.id)).some((poll) => poll.id === id))
})
