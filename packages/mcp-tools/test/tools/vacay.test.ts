import t from 'tap'
import { plannerTools } from '../../src/index.ts'
import { resourcesChangedBy } from '../../src/resources/changed.ts'
import { testTools } from '../support/planner.ts'

const test = await testTools(t)
const { planner, anna, berta, mallory, root } = test
const thisYear = new Date().getUTCFullYear()

const use = (name: string, given: object, user = 'anna', scopes = ['vacay:write']) =>
  test.use(name, given, { user, scopes })
const call = (name: string, given: object, scopes: string[]) =>
  test.ask('tools/call', { name, arguments: given }, { scopes })
const read = async (path: string, scopes = ['vacay:read']) => {
  const { result, error } = await test.ask('resources/read', { uri: `trek://vacay/${path}` }, { scopes })
  const contents = (result as unknown as { contents?: { text: string }[] } | undefined)?.contents
  return contents ? JSON.parse(contents[0]?.text ?? '') : error
}

/** Each tool, in the order in which they are used: a good call, what it answers, and arguments that do not fit. */
const tools: { name: string; given?: object; answers: object; bad: object; before?: () => Promise<unknown> }[] = [
  {
    name: 'get_vacay_plan',
    answers: { plan: { plan: { id: anna.userId, created_at: null }, isOwner: true, isFused: false } },
    bad: { planId: 1 }
  },
  {
    name: 'update_vacay_plan',
    given: { holidays_enabled: true, holidays_region: 'DE-BY', weekend_days: '0,6' },
    answers: { plan: { holidays_enabled: true, holiday_calendars: [{ region: 'DE-BY' }] } },
    bad: { weekend_days: '7' }
  },
  {
    name: 'set_vacay_color',
    given: { color: '#14B8A6' },
    answers: { success: true, color: '#14b8a6' },
    bad: { color: 'teal' }
  },
  {
    name: 'get_available_vacay_users',
    given: { search: 'ert' },
    answers: { users: [{ id: berta.userId, username: 'berta' }] },
    bad: { search: 5 }
  },
  {
    name: 'send_vacay_invite',
    given: { targetUserId: berta.userId },
    answers: { success: true },
    bad: { targetUserId: 0 }
  },
  {
    name: 'cancel_vacay_invite',
    given: { targetUserId: berta.userId },
    answers: { success: true },
    bad: { targetUserId: 'berta' }
  },
  {
    name: 'decline_vacay_invite',
    before: () => planner.vacay.sharing.invite(berta, anna.userId),
    given: { planId: berta.userId },
    answers: { success: true },
    bad: {}
  },
  {
    name: 'accept_vacay_invite',
    before: () => planner.vacay.sharing.invite(berta, anna.userId),
    given: { planId: berta.userId },
    answers: { success: true },
    bad: { planId: -1 }
  },
  { name: 'dissolve_vacay_plan', given: { confirm: true }, answers: { success: true }, bad: { planId: 1 } },
  { name: 'list_vacay_years', answers: { years: [thisYear] }, bad: { year: thisYear } },
  { name: 'add_vacay_year', given: { year: 2031 }, answers: { years: [thisYear, 2031] }, bad: { year: 1999 } },
  {
    name: 'toggle_vacay_entry',
    given: { date: '2031-01-06' },
    answers: { action: 'added', day_off: 'public_holiday' },
    bad: { date: 'tomorrow' }
  },
  {
    name: 'toggle_company_holiday',
    given: { date: '2031-12-24', note: 'Christmas Eve' },
    answers: { action: 'added' },
    bad: { date: '24.12.2031' }
  },
  {
    name: 'get_vacay_entries',
    given: { year: 2031 },
    answers: {
      entries: {
        entries: [{ date: '2031-01-06', person_name: 'anna', person_color: '#14b8a6' }],
        companyHolidays: [{ date: '2031-12-24', note: 'Christmas Eve' }]
      }
    },
    bad: { year: '2031' }
  },
  {
    name: 'update_vacay_stats',
    given: { year: 2031, vacationDays: 25 },
    answers: { success: true },
    bad: { year: 2031, vacationDays: -1 }
  },
  {
    name: 'get_vacay_stats',
    given: { year: 2031 },
    answers: {
      stats: [{ person_name: 'anna', vacation_days: 25, carried_over: 30, total_available: 55, used: 1, remaining: 54 }]
    },
    bad: {}
  },
  {
    name: 'delete_vacay_year',
    given: { year: 2031, confirm: true },
    answers: { years: [thisYear] },
    bad: { year: 31, confirm: true }
  },
  {
    name: 'add_holiday_calendar',
    given: { region: 'at', label: 'Austria', sortOrder: 2 },
    answers: { calendar: { region: 'AT', label: 'Austria', color: '#fecaca', sort_order: 2 } },
    bad: { region: 'Germany' }
  },
  {
    name: 'update_holiday_calendar',
    given: { calendarId: 2, label: null, color: '#FF0000' },
    answers: { calendar: { id: 2, label: null, color: '#ff0000' } },
    bad: { calendarId: 2, color: 'red' }
  },
  {
    name: 'delete_holiday_calendar',
    given: { calendarId: 2 },
    answers: { success: true },
    bad: { calendarId: 'two' }
  },
  { name: 'list_holiday_countries', answers: { countries: [{ countryCode: 'AD', name: 'Andorra' }] }, bad: { x: 1 } },
  {
    name: 'list_holidays',
    given: { country: 'DE-BY', year: 2027 },
    answers: { holidays: [{ date: '2027-01-01', localName: 'Neujahr' }, { counties: ['DE-BW', 'DE-BY', 'DE-ST'] }] },
    bad: { country: 'Germany', year: 2027 }
  }
]

for (const { name, given = {}, answers, bad, before } of tools) {
  t.test(`MCP-35, MCP-38: ${name} does its work, and refuses the rest`, async (t) => {
    const tool = plannerTools.find((one) => one.name === name)
    const scope = tool?.annotations.readOnlyHint ? 'vacay:read' : 'vacay:write'
    const narrow = scope === 'vacay:read' ? ['trips:read'] : ['vacay:read']
    t.match(await call(name, given, narrow), { status: 403, challenge: scope }, 'a missing scope')
    t.match(
      (await call(name, bad, ['vacay:write'])).result,
      { isError: true, content: [{ text: /invalid_arguments/ }] },
      'bad arguments'
    )
    await planner.addons.set(root, 'vacay', false)
    const reply = await call(name, given, ['vacay:write'])
    t.match(reply.error, { code: -32602, message: `Unknown tool: ${name}` }, 'an addon that is off')
    await planner.addons.set(root, 'vacay', true)
    await before?.()
    t.match(await use(name, given), answers, 'success')
  })
}

t.test('every tool of the group is in the table above', async (t) => {
  const listed = plannerTools.filter(({ group }) => group === 'vacay').map(({ name }) => name)
  t.same(tools.map(({ name }) => name).toSorted(), listed.toSorted())
})

t.test('MCP-38: what cannot be done is refused with how to do it', async (t) => {
  const { id: calendarId } = await planner.vacay.calendars.add(mallory, { region: 'DE' })
  const refused: [string, object, RegExp][] = [
    ['send_vacay_invite', { targetUserId: anna.userId }, /\[invite_self\]/],
    ['send_vacay_invite', { targetUserId: 999_999 }, /get_available_vacay_users .*\[user_not_found\]/],
    ['accept_vacay_invite', { planId: mallory.userId }, /get_vacay_plan .*\[no_pending_invite\]/],
    ['update_holiday_calendar', { calendarId, label: 'Mine' }, /get_vacay_plan .*\[calendar_not_found\]/],
    ['delete_holiday_calendar', { calendarId }, /\[calendar_not_found\]/],
    ['add_holiday_calendar', { region: 'DE-XX' }, /DE-BY.*\[invalid_value\]/],
    ['list_holidays', { country: 'XX', year: 2027 }, /list_holiday_countries .*\[invalid_value\]/],
    ['toggle_vacay_entry', { date: '2027-02-30' }, /\[invalid_date\]/],
    ['update_vacay_plan', {}, /\[nothing_to_update\]/]
  ]
  for (const [name, given, text] of refused) await t.rejects(use(name, given), { message: text }, name)
})

t.test('two people share a plan: what one does the other sees', async (t) => {
  await use('send_vacay_invite', { targetUserId: mallory.userId }, 'berta')
  await t.rejects(use('send_vacay_invite', { targetUserId: mallory.userId }, 'berta'), { message: /already_invited/ })
  const { plan } = await use('get_vacay_plan', {}, 'mallory')
  t.match(plan, { incomingInvites: [{ plan_id: berta.userId, username: 'berta' }] })
  await use('accept_vacay_invite', { planId: berta.userId }, 'mallory')
  await use('toggle_vacay_entry', { date: `${thisYear}-06-10` }, 'mallory')
  t.match(await use('get_vacay_entries', { year: thisYear }, 'berta'), {
    entries: { entries: [{ plan_id: berta.userId, person_name: 'mallory' }] }
  })
  await t.rejects(use('send_vacay_invite', { targetUserId: berta.userId }), { message: /already_fused/ })
  t.match(await use('get_available_vacay_users', {}), { users: [{ username: 'root' }] }, 'nor are they offered')
})

t.test('MCP-56: what takes something from others is asked first, with what it is about', async (t) => {
  const refused = async (name: string, given: object, user: string) =>
    (await test.ask('tools/call', { name, arguments: given }, { user, scopes: ['vacay:write'] })).result?.content?.[0]
  t.match(await refused('dissolve_vacay_plan', {}, 'berta'), {
    text: /^Stop sharing your vacation plan with mallory\?.*\[confirmation_needed\]$/
  })
  t.match(await refused('dissolve_vacay_plan', {}, 'mallory'), { text: /^Leave the vacation plan of berta\?/ })
  t.match(await refused('dissolve_vacay_plan', {}, 'anna'), { text: /with whoever is invited\?/ })
  t.match(await refused('delete_vacay_year', { year: thisYear }, 'mallory'), {
    text: new RegExp(`^Delete all of ${thisYear} from the vacation plan, with the days of berta, mallory\\?`)
  })
  t.match(
    await use('get_vacay_entries', { year: thisYear }, 'berta'),
    { entries: { entries: [{}] } },
    'nothing is gone'
  )
})

t.test('the plan as resources, while the addon is on', async (t) => {
  await planner.vacay.days.toggle(anna, '2027-06-10')
  const paths = ['plan', 'entries/2027', 'holidays/2027']
  t.match(await read('plan'), { plan: { holiday_calendars: [{ region: 'DE-BY' }] }, users: [{ username: 'anna' }] })
  t.match(await read('entries/2027'), { entries: [{ date: '2027-06-10' }], companyHolidays: [] })
  t.match(await read('holidays/2027'), [{ date: '2027-01-01' }, { date: '2027-01-06', counties: Array }])
  for (const year of ['1999', '2101', 'next']) t.match(await read(`entries/${year}`), { code: -32002 }, year)
  for (const path of paths) t.match(await read(path, ['trips:read']), { code: -32002 }, `${path} without the scope`)
  await planner.addons.set(root, 'vacay', false)
  for (const path of paths) t.match(await read(path), { code: -32002 }, `${path} without the addon`)
  await planner.addons.set(root, 'vacay', true)
})

t.test('who listens hears of the plan and of the years that are different', async (t) => {
  const changed = (type: 'vacay:update' | 'vacay:settings' | 'vacay:invite', ids: Record<string, number>) =>
    resourcesChangedBy({ type, tripId: null, ids, actor: { userId: 1 }, audience: [1] })
  t.same(changed('vacay:invite', { planId: 1, userId: 2 }), ['trek://vacay/plan'])
  t.same(changed('vacay:update', { firstYear: 2027, lastYear: 2028 }), [
    'trek://vacay/plan',
    'trek://vacay/entries/2027',
    'trek://vacay/entries/2028'
  ])
  t.same(changed('vacay:settings', { firstYear: 2027, lastYear: 2027 }), [
    'trek://vacay/plan',
    'trek://vacay/entries/2027',
    'trek://vacay/holidays/2027'
  ])
})
