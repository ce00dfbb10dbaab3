import t from 'tap'
import { createBundledHolidays } from '../../src/index.ts'
import { testPlanner, type TestPlanner } from '../support/planner.ts'

const thisYear = new Date().getUTCFullYear()

/** Two people who share the plan of the first. */
async function twoPeople(test: TestPlanner) {
  const [anna, berta] = [await test.person('anna'), await test.person('berta')]
  const { vacay } = test.planner
  await vacay.sharing.invite(anna, berta.userId)
  await vacay.sharing.accept(berta, anna.userId)
  await test.events()
  return { anna, berta, vacay }
}

t.test('everybody has a plan, and reading it writes nothing', async (t) => {
  const test = await testPlanner(t)
  const anna = await test.person('anna')
  const { vacay } = test.planner
  t.match(await vacay.plan.get(anna), {
    plan: {
      id: anna.userId,
      owner_id: anna.userId,
      block_weekends: true,
      weekend_days: '0,6',
      week_start: 1,
      holidays_enabled: false,
      holidays_region: null,
      company_holidays_enabled: true,
      carry_over_enabled: true,
      created_at: null,
      holiday_calendars: []
    },
    users: [{ id: anna.userId, username: 'anna', color: '#6366f1' }],
    pendingInvites: [],
    incomingInvites: [],
    isOwner: true,
    isFused: false
  })
  t.same(await vacay.years.list(anna), [thisYear])
  t.match(await vacay.years.stats(anna, thisYear), [{ vacation_days: 30, carried_over: 0, used: 0, remaining: 30 }])
  t.same(await vacay.days.list(anna, thisYear), { entries: [], companyHolidays: [] })
  t.same(await vacay.plan.publicHolidays(anna, thisYear), [])
  t.same(await vacay.sharing.candidates(anna), [])
  t.equal((await test.sql`select 1 from vacay_plans union all select 1 from vacay_years`).length, 0)
  t.same(await test.events(), [])

  await vacay.plan.setColor(anna, '#EC4899')
  t.match(await vacay.plan.get(anna), { plan: { created_at: String }, users: [{ color: '#ec4899' }] })
  t.same(await vacay.years.list(anna), [thisYear], 'the first change keeps what was shown')
})

t.test('a day of vacation is toggled, counted and told, whoever shares the plan', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await twoPeople(test)
  t.same(await vacay.days.toggle(berta, '2027-06-09'), { action: 'added', day_off: null })
  t.same(
    await test.events(),
    [
      {
        type: 'vacay:update',
        tripId: null,
        ids: { planId: anna.userId, firstYear: 2027, lastYear: 2027, userId: berta.userId },
        actor: { userId: berta.userId },
        audience: [anna.userId, berta.userId]
      }
    ],
    'an event of people, not of a trip'
  )
  t.match(await vacay.days.list(anna, 2027), {
    entries: [{ plan_id: anna.userId, user_id: berta.userId, date: '2027-06-09', person_name: 'berta' }]
  })
  t.match(await vacay.years.stats(anna, 2027), [
    { person_name: 'anna', used: 0 },
    { person_name: 'berta', used: 1 }
  ])
  t.match(await vacay.days.toggle(berta, '2027-06-09'), { action: 'removed' })
  t.same((await vacay.days.list(berta, 2027)).entries, [])
  await t.rejects(vacay.days.toggle(berta, '2027-02-30'), { code: 'invalid_date' })
})

t.test('a day on which nobody works anyway can be taken, and is named', async (t) => {
  const test = await testPlanner(t)
  const anna = await test.person('anna')
  const { vacay } = test.planner
  const why = async (date: string) => (await vacay.days.toggle(anna, date)).day_off
  await vacay.plan.update(anna, { holidays_enabled: true, holidays_region: 'DE-BY' })
  await vacay.days.toggleCompanyHoliday(anna, '2027-12-24', 'Christmas Eve')
  t.equal(await why('2027-06-12'), 'weekend')
  t.equal(await why('2027-01-06'), 'public_holiday')
  t.equal(await why('2027-12-24'), 'company_holiday')
  t.equal(await why('2027-06-09'), null)
  await vacay.plan.update(anna, { weekend_days: '4', company_holidays_enabled: false, holidays_enabled: false })
  t.equal(await why('2027-06-12'), null)
  t.equal(await why('2027-06-10'), 'weekend')
  t.equal(await why('2027-01-06'), null)
  t.equal(await why('2027-12-24'), null)
})

t.test('a company holiday takes everybody’s vacation off its day, while such holidays are on', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await twoPeople(test)
  const dates = async () => (await vacay.days.list(anna, 2027)).entries.map(({ date }) => date)
  for (const person of [anna, berta])
    for (const date of ['2027-12-23', '2027-12-24']) await vacay.days.toggle(person, date)

  t.equal(await vacay.days.toggleCompanyHoliday(berta, '2027-12-24', ' Christmas Eve '), 'added')
  t.same(await dates(), ['2027-12-23', '2027-12-23'])
  t.match((await vacay.days.list(anna, 2027)).companyHolidays, [{ date: '2027-12-24', note: 'Christmas Eve' }])
  t.equal(await vacay.days.toggleCompanyHoliday(anna, '2027-12-24'), 'removed')

  await vacay.plan.update(anna, { company_holidays_enabled: false })
  await vacay.days.toggleCompanyHoliday(anna, '2027-12-23')
  t.same(await dates(), ['2027-12-23', '2027-12-23'], 'nobody is touched while they are off')
  await vacay.plan.update(anna, { company_holidays_enabled: true })
  t.same(await dates(), [])
})

t.test('unused days move on through all years of the plan, as things are now', async (t) => {
  const { planner, person } = await testPlanner(t)
  const anna = await person('anna')
  const { years, days, plan } = planner.vacay
  for (const year of [2031, 2033]) await years.add(anna, year)
  t.same(await years.add(anna, 2031), [thisYear, 2031, 2033], 'a year that is there stays')
  await years.delete(anna, thisYear)
  await years.setAllowance(anna, 2031, 2)
  const figures = async (year: number) => {
    const [stat] = await years.stats(anna, year)
    return [stat?.carried_over, stat?.total_available, stat?.used, stat?.remaining]
  }
  t.same(await figures(2031), [0, 2, 0, 2])
  t.same(await figures(2033), [2, 32, 0, 32], 'a gap between years is no loss')
  t.same(await figures(2032), [2, 32, 0, 32], 'a year that is not kept counts as if it were')
  await days.toggle(anna, '2031-07-01')
  t.same(await figures(2033), [1, 31, 0, 31])
  for (const date of ['2031-07-02', '2031-07-03']) await days.toggle(anna, date)
  t.same(await figures(2031), [0, 2, 3, -1])
  t.same(await figures(2033), [0, 30, 0, 30], 'never less than nothing')

  await years.setAllowance(anna, 2031, 10)
  await plan.update(anna, { carry_over_enabled: false })
  t.same(await figures(2033), [0, 30, 0, 30])
  await plan.update(anna, { carry_over_enabled: true })
  t.same(await figures(2033), [7, 37, 0, 37])

  t.same(await years.delete(anna, 2031), [2033])
  t.same(await figures(2033), [0, 30, 0, 30])
  t.same(await figures(2031), [0, 30, 0, 30], 'its days and allowance are gone')
})

t.test('figures that make no sense are refused', async (t) => {
  const { planner, person } = await testPlanner(t)
  const anna = await person('anna')
  const { years, days: vacation, plan } = planner.vacay
  for (const year of [1999, 2101, 2027.5]) {
    await t.rejects(years.add(anna, year), { code: 'invalid_value' })
    await t.rejects(years.setAllowance(anna, year, 30), { code: 'invalid_value' })
  }
  for (const date of ['0000-01-01', '1999-12-31', '2101-01-01']) {
    await t.rejects(vacation.toggle(anna, date), { code: 'invalid_value' })
    await t.rejects(vacation.toggleCompanyHoliday(anna, date), { code: 'invalid_value' })
  }
  for (const days of [-1, 367, 1.5]) await t.rejects(years.setAllowance(anna, 2027, days), { code: 'invalid_value' })
  await t.rejects(plan.setColor(anna, 'red'), { code: 'invalid_value' })
  await t.rejects(plan.update(anna, { weekend_days: '7' }), { code: 'invalid_value' })
  await t.rejects(plan.update(anna, { week_start: 2 }), { code: 'invalid_value' })
  await t.rejects(plan.update(anna, { holidays_region: 'DE-XX' }), { code: 'invalid_value' })
  await t.rejects(plan.update(anna, {}), { code: 'nothing_to_update' })
})

t.test('public holidays of the plan’s calendars take vacation and company holidays off their dates', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await twoPeople(test)
  const left = async () => {
    const { entries, companyHolidays } = await vacay.days.list(anna, thisYear)
    return [...entries, ...companyHolidays].map(({ date }) => date.slice(5))
  }
  await vacay.days.toggle(anna, `${thisYear}-05-01`)
  await vacay.days.toggle(berta, `${thisYear}-01-06`)
  await vacay.days.toggle(berta, `${thisYear}-01-07`)
  await vacay.days.toggleCompanyHoliday(anna, `${thisYear}-12-25`)
  t.same(await left(), ['01-06', '01-07', '05-01', '12-25'])

  const { holiday_calendars: calendars } = await vacay.plan.update(anna, {
    holidays_enabled: true,
    holidays_region: 'de'
  })
  t.match(calendars, [{ region: 'DE', label: null, color: '#fecaca', sort_order: 0 }])
  t.same(await left(), ['01-06', '01-07'], 'those of the whole country')
  const names = async () => (await vacay.plan.publicHolidays(berta, thisYear)).map(({ localName }) => localName)
  t.notOk((await names()).includes('Heilige Drei Könige'))

  await vacay.calendars.add(berta, { region: 'DE-BY', label: ' Bavaria ', color: '#14B8A6', sort_order: 1 })
  t.same(await left(), ['01-07'], 'and of the region')
  const both = await names()
  t.ok(both.includes('Heilige Drei Könige'))
  t.equal(both.filter((name) => name === 'Neujahr').length, 1, 'each only once')
  t.match((await vacay.plan.update(anna, { holidays_region: 'AT' })).holiday_calendars, { length: 2 })
  await vacay.plan.update(anna, { holidays_enabled: false })
  t.same(await names(), [])
})

t.test('holiday calendars are the plan’s: others find none', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await twoPeople(test)
  const mallory = await test.person('mallory')
  const { id } = await vacay.calendars.add(anna, { region: 'DE-BY' })
  t.match(await vacay.calendars.update(berta, id, { label: 'Bavaria' }), { label: 'Bavaria', color: '#fecaca' })
  t.match(await vacay.calendars.update(berta, id, { label: null, color: '#14B8A6' }), { label: null, color: '#14b8a6' })
  await t.rejects(vacay.calendars.update(berta, id, {}), { code: 'nothing_to_update' })
  await t.rejects(vacay.calendars.update(berta, id, { color: 'red' }), { code: 'invalid_value' })
  await t.rejects(vacay.calendars.add(berta, { region: 'XX' }), { code: 'invalid_value' })
  await t.rejects(vacay.calendars.update(mallory, id, { label: 'Mine' }), { code: 'calendar_not_found' })
  await t.rejects(vacay.calendars.delete(mallory, id), { code: 'calendar_not_found' })
  t.match(await vacay.plan.get(anna), { plan: { holiday_calendars: [{ id, label: null }] } })
  await vacay.calendars.delete(berta, id)
  t.match(await vacay.plan.get(anna), { plan: { holiday_calendars: [] } })
  for (let i = 0; i < 10; i++) await vacay.calendars.add(anna, { region: 'DE' })
  await t.rejects(vacay.calendars.add(anna, { region: 'DE' }), { code: 'invalid_value', message: /at most 10/ })
})

t.test('while public holidays cannot be had, what needs them is refused and nothing changes', async (t) => {
  const bundled = createBundledHolidays()
  let isDown = false
  const test = await testPlanner(t, {
    holidays: { ...bundled, of: async (...asked) => (isDown ? undefined : bundled.of(...asked)) }
  })
  const anna = await test.person('anna')
  const { vacay } = test.planner
  await vacay.plan.update(anna, { holidays_region: 'DE' })
  isDown = true
  await t.rejects(vacay.plan.update(anna, { holidays_enabled: true }), { code: 'upstream_failed' })
  t.match(await vacay.plan.get(anna), { plan: { holidays_enabled: false, holiday_calendars: [] } })
  t.match(await vacay.days.toggle(anna, '2027-01-01'), { action: 'added' }, 'nothing to ask')
})

t.test('a trip that begins on another day takes its owner’s vacation along', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, vacay } = await twoPeople(test)
  const trip = await test.planner.trips.create(berta, {
    title: 'Rome',
    start_date: '2027-12-28',
    end_date: '2027-12-30'
  })
  const dates = async () =>
    [...(await vacay.days.list(anna, 2027)).entries, ...(await vacay.days.list(anna, 2028)).entries].map(
      ({ date, person_name: name }) => `${name} ${date}`
    )
  for (const date of ['2027-12-27', '2027-12-28', '2027-12-29', '2027-12-30', '2028-01-01'])
    await vacay.days.toggle(berta, date)
  await vacay.days.toggle(anna, '2027-12-28')
  await test.events()

  await test.planner.trips.update(berta, trip.id, { start_date: '2027-12-30', end_date: '2028-01-01' })
  t.same(await dates(), [
    'berta 2027-12-27',
    'anna 2027-12-28',
    'berta 2027-12-30',
    'berta 2027-12-31',
    'berta 2028-01-01'
  ])
  t.match(
    (await test.events()).find(({ type }) => type === 'vacay:update'),
    { ids: { firstYear: 2027, lastYear: 2028, userId: berta.userId }, audience: [anna.userId, berta.userId] }
  )
  const { activity } = test.planner
  const moved = await dates()
  const [change] = (await activity.list(berta, trip.id)).items
  const undone = await activity.undo(berta, trip.id, change?.id ?? 0)
  t.same(
    (await dates()).filter((one) => one.startsWith('berta')),
    ['2027-12-27', '2027-12-28', '2027-12-29', '2027-12-30'].map((date) => `berta ${date}`),
    'and back, when that is undone'
  )
  await activity.undo(berta, trip.id, undone.id)
  t.same(await dates(), moved)
  await test.events()
  await test.planner.trips.update(berta, trip.id, { end_date: '2028-01-03' })
  await test.planner.trips.update(berta, trip.id, { start_date: null, end_date: null })
  await test.planner.trips.update(berta, trip.id, { start_date: '2027-01-01', end_date: '2027-01-02' })
  t.equal((await dates()).length, 5)
  t.notOk(
    (await test.events()).some(({ type }) => type === 'vacay:update'),
    'only a start that moves'
  )
})

t.test('a trip whose new dates are undone brings the vacation back', async (t) => {
  const test = await testPlanner(t)
  const { berta, vacay } = await twoPeople(test)
  const { trips, activity } = test.planner
  const trip = await trips.create(berta, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-12' })
  await vacay.days.toggle(berta, '2027-06-11')
  const dates = async () => (await vacay.days.list(berta, 2027)).entries.map(({ date }) => date)
  await trips.update(berta, trip.id, { start_date: '2027-07-10', end_date: '2027-07-12' })
  t.same(await dates(), ['2027-07-11'])
  const [moved] = (await activity.list(berta, trip.id)).items
  const undone = await activity.undo(berta, trip.id, moved?.id ?? 0)
  t.same(await dates(), ['2027-06-11'])
  await activity.undo(berta, trip.id, undone.id)
  t.same(await dates(), ['2027-07-11'], 'and done again')
})
