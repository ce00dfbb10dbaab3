import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { testPlanner, type TestPlanner } from '../support/planner.ts'

const thisYear = new Date().getUTCFullYear()

async function people(test: TestPlanner) {
  const [anna, berta, carl] = [await test.person('anna'), await test.person('berta'), await test.person('carl')]
  return { anna, berta, carl, vacay: test.planner.vacay }
}

/** Until somebody waits for a lock. */
async function somebodyWaits({ sql }: TestPlanner) {
  const lockWaits = () =>
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await lockWaits()).length === 0) await pause(5)
}

t.test('an invitation is seen by both sides, and is accepted, declined or withdrawn', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, vacay } = await people(test)
  await vacay.sharing.invite(anna, berta.userId)
  t.match(await test.events(), [
    { type: 'vacay:invite', ids: { planId: anna.userId, userId: berta.userId }, audience: [anna.userId, berta.userId] }
  ])
  t.match(await vacay.plan.get(anna), {
    pendingInvites: [{ user_id: berta.userId, username: 'berta' }],
    isFused: false
  })
  t.match(await vacay.plan.get(berta), {
    plan: { id: berta.userId },
    incomingInvites: [{ plan_id: anna.userId, username: 'anna' }]
  })

  await vacay.sharing.decline(berta, anna.userId)
  t.match(await test.events(), [{ type: 'vacay:declined', audience: [anna.userId, berta.userId] }])
  t.match(await vacay.plan.get(anna), { pendingInvites: [] })

  await vacay.sharing.invite(anna, berta.userId)
  await vacay.sharing.accept(berta, anna.userId)
  t.match((await test.events()).at(-1), { type: 'vacay:accepted', audience: [anna.userId, berta.userId] })
  t.match(await vacay.plan.get(berta), {
    plan: { id: anna.userId },
    users: [{ username: 'anna' }, { username: 'berta' }],
    incomingInvites: [],
    isOwner: false,
    isFused: true
  })

  await vacay.sharing.invite(berta, carl.userId)
  await vacay.sharing.cancel(anna, carl.userId)
  t.match((await test.events()).at(-1), { type: 'vacay:cancelled', audience: [anna.userId, berta.userId, carl.userId] })
  t.match(await vacay.plan.get(carl), { incomingInvites: [] })
})

t.test('an answer to an invitation that there is not tells nothing and writes nothing', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await people(test)
  await vacay.sharing.decline(berta, anna.userId)
  await vacay.sharing.cancel(anna, berta.userId)
  await vacay.sharing.dissolve(anna)
  t.same(await test.events(), [])
  t.same(await test.sql`select id from vacay_plans`, [])
})

t.test('refuses invitations that cannot work', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, vacay } = await people(test)
  const dora = await test.person('dora')
  const [guest] =
    await test.sql`insert into users (username, email, is_guest) values ('guest', 'guest', true) returning id`
  await vacay.sharing.invite(anna, berta.userId)
  await t.rejects(vacay.sharing.invite(anna, anna.userId), { code: 'invite_self' })
  await t.rejects(vacay.sharing.invite(anna, 999_999), { code: 'user_not_found' })
  await t.rejects(vacay.sharing.invite(anna, guest?.id), { code: 'user_not_found' })
  await t.rejects(vacay.sharing.invite(anna, berta.userId), { code: 'already_invited' })
  await vacay.sharing.accept(berta, anna.userId)
  await t.rejects(vacay.sharing.invite(berta, anna.userId), { code: 'already_invited' }, 'the owner is in the plan')
  for (const { userId } of [anna, berta])
    await t.rejects(vacay.sharing.invite(carl, userId), { code: 'already_fused' }, 'owner or member of another plan')
  await t.rejects(vacay.sharing.accept(carl, anna.userId), { code: 'no_pending_invite' })
  await t.rejects(vacay.sharing.accept(berta, anna.userId), { code: 'no_pending_invite' })
  t.same(await vacay.sharing.candidates(berta), [
    { id: carl.userId, username: 'carl' },
    { id: dora.userId, username: 'dora' }
  ])
  t.same(await vacay.sharing.candidates(berta, 'OR'), [{ id: dora.userId, username: 'dora' }])
  t.same(await vacay.sharing.candidates(berta, '%'), [])
  t.same(await vacay.sharing.candidates(dora), [{ id: carl.userId, username: 'carl' }])
})

t.test('nobody is in two plans, and joining one withdraws the invitations to one’s own', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, vacay } = await people(test)
  await vacay.sharing.invite(anna, carl.userId)
  await vacay.sharing.invite(berta, carl.userId)
  await vacay.sharing.invite(berta, anna.userId)
  const answers = await Promise.allSettled([anna, berta].map(({ userId }) => vacay.sharing.accept(carl, userId)))
  t.match(
    answers.filter(({ status }) => status === 'rejected'),
    [{ reason: { code: 'already_fused' } }],
    'one of two at once'
  )
  t.equal((await test.sql`select 1 from vacay_plan_members where status = 'accepted'`).length, 1)
  await vacay.sharing.dissolve(carl)

  const dora = await test.person('dora')
  await vacay.sharing.invite(anna, dora.userId)
  await test.events()
  await vacay.sharing.accept(anna, berta.userId)
  t.match((await test.events())[0], { type: 'vacay:cancelled', audience: [anna.userId, dora.userId] })
  await t.rejects(vacay.sharing.accept(dora, anna.userId), { code: 'no_pending_invite' })
})

t.test('who joins brings days, allowance and colour, but not the colour of somebody else', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, vacay } = await people(test)
  await vacay.days.toggle(berta, `${thisYear}-06-10`)
  await vacay.years.setAllowance(berta, thisYear, 25)
  await vacay.plan.setColor(carl, '#123456')
  for (const person of [berta, carl]) {
    await vacay.sharing.invite(anna, person.userId)
    await vacay.sharing.accept(person, anna.userId)
  }
  t.match(await vacay.plan.get(anna), { users: [{ color: '#6366f1' }, { color: '#ec4899' }, { color: '#123456' }] })
  t.match((await vacay.days.list(anna, thisYear)).entries, [{ plan_id: anna.userId, person_color: '#ec4899' }])
  t.match(await vacay.years.stats(anna, thisYear), [
    { person_name: 'anna', remaining: 30 },
    { person_name: 'berta', remaining: 24 },
    { person_name: 'carl', remaining: 30 }
  ])
  await t.rejects(vacay.plan.setColor(carl, '#EC4899'), { code: 'color_taken', message: /berta/ })
  t.equal(await vacay.plan.setColor(berta, '#ec4899'), '#ec4899', 'one’s own is not taken')
})

t.test('who leaves takes days, years and company holidays along', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, vacay } = await people(test)
  for (const person of [berta, carl]) {
    await vacay.sharing.invite(anna, person.userId)
    await vacay.sharing.accept(person, anna.userId)
  }
  await vacay.years.add(carl, 2031)
  await vacay.days.toggleCompanyHoliday(carl, '2031-12-24', 'Christmas Eve')
  await vacay.days.toggle(berta, '2031-06-10')
  await vacay.days.toggle(carl, '2031-06-11')
  await test.events()

  await vacay.sharing.dissolve(berta)
  t.match(await test.events(), [
    { type: 'vacay:dissolved', ids: { planId: anna.userId }, audience: [anna.userId, berta.userId, carl.userId] }
  ])
  t.match(await vacay.plan.get(berta), { plan: { id: berta.userId }, isFused: false })
  t.same(await vacay.years.list(berta), [thisYear, 2031])
  t.match(await vacay.days.list(berta, 2031), {
    entries: [{ plan_id: berta.userId, date: '2031-06-10' }],
    companyHolidays: [{ plan_id: berta.userId, note: 'Christmas Eve' }]
  })
  t.match((await vacay.days.list(anna, 2031)).entries, [{ date: '2031-06-11' }])
  t.match(await vacay.plan.get(anna), { users: { length: 2 } })

  const dora = await test.person('dora')
  await vacay.sharing.invite(carl, dora.userId)
  await test.events()
  await vacay.sharing.dissolve(anna)
  t.match(await test.events(), [
    { type: 'vacay:cancelled', audience: [anna.userId, carl.userId, dora.userId] },
    { type: 'vacay:dissolved', audience: [anna.userId, carl.userId] }
  ])
  t.match((await vacay.days.list(carl, 2031)).companyHolidays, [{ plan_id: carl.userId }])
  t.match((await vacay.days.list(anna, 2031)).companyHolidays, [{ plan_id: anna.userId }])
  t.match(await vacay.plan.get(dora), { incomingInvites: [] })
})

t.test('a change that waited while its plan was dissolved is made to one’s own', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await people(test)
  await vacay.sharing.invite(anna, berta.userId)
  await vacay.sharing.accept(berta, anna.userId)
  const change = await test.sql.begin(async (tx) => {
    await tx`select 1 from vacay_plans where id = ${anna.userId} for update`
    const waiting = vacay.years.add(berta, 2031)
    await somebodyWaits(test)
    await tx`delete from vacay_plan_members`
    return { waiting }
  })
  t.same(await change.waiting, [thisYear, 2031])
  t.same(await vacay.years.list(anna), [thisYear])
})

t.test('an invitation that is withdrawn while somebody accepts it is gone', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await people(test)
  await vacay.sharing.invite(anna, berta.userId)
  const answer = await test.sql.begin(async (tx) => {
    await tx`delete from vacay_plan_members`
    const refused = t.rejects(vacay.sharing.accept(berta, anna.userId), { code: 'no_pending_invite' })
    await somebodyWaits(test)
    return { refused }
  })
  await answer.refused
  t.match(await vacay.plan.get(berta), { plan: { id: berta.userId }, isFused: false })
})

t.test('two toggles of a day at once are one after the other', async (t) => {
  const test = await testPlanner(t)
  const { anna, vacay } = await people(test)
  const toggled = await Promise.all([1, 2].map(() => vacay.days.toggle(anna, '2027-06-09')))
  t.same(toggled.map(({ action }) => action).toSorted(), ['added', 'removed'])
})

t.test('an account that goes takes its plan along, but not the days and years of others', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await people(test)
  await vacay.sharing.invite(anna, berta.userId)
  await vacay.sharing.accept(berta, anna.userId)
  await vacay.days.toggle(berta, `${thisYear}-06-10`)
  await vacay.years.add(anna, thisYear + 1)
  await test.planner.users.delete(anna.userId)
  t.match(await vacay.plan.get(berta), { plan: { id: berta.userId }, users: [{ username: 'berta' }], isFused: false })
  t.match((await vacay.days.list(berta, thisYear)).entries, [{ date: `${thisYear}-06-10` }])
  t.same(await vacay.years.list(berta), [thisYear, thisYear + 1])
})
