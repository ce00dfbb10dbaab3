import t from 'tap'
import { testTools } from '../support/planner.ts'
import { ALL_SCOPES, checkTool, type ToolCase } from '../support/tool-case.ts'

const test = await testTools(t)
const { planner, anna, berta } = test
const { id: tripId } = await planner.trips.create(berta, { title: 'Rome' })
await planner.members.add(berta, tripId, 'anna')
await planner.chat.send(berta, tripId, { text: 'Ciao' })
await planner.chat.send(anna, tripId, { text: 'Hello' })
const [newest] = (await planner.notifications.list(anna)).notifications
const [bertas] = (await planner.notifications.list(berta)).notifications
const notificationId = newest?.id ?? 0
const foreign = { given: { notificationId: bertas?.id ?? 0 }, code: 'notification_not_found' }

const cases: ToolCase[] = [
  {
    name: 'list_notifications',
    scope: 'notifications:read',
    given: { limit: 1, unread_only: true },
    answers: {
      notifications: [{ text: 'berta wrote in the chat of “Rome”', sender_username: 'berta', is_read: false }],
      total: 2,
      unread_count: 2
    },
    bad: { limit: 0 }
  },
  {
    name: 'get_unread_notification_count',
    scope: 'notifications:read',
    given: {},
    answers: { count: 2 },
    bad: { tripId }
  },
  {
    name: 'mark_notification_read',
    scope: 'notifications:write',
    given: { notificationId },
    answers: { success: true },
    bad: {},
    foreign
  },
  {
    name: 'mark_notification_unread',
    scope: 'notifications:write',
    given: { notificationId },
    answers: { success: true },
    bad: { notificationId: 'all' },
    foreign
  },
  {
    name: 'mark_all_notifications_read',
    scope: 'notifications:write',
    given: {},
    answers: { success: true, count: 2 },
    bad: { tripId }
  }
]
for (const toolCase of cases)
  t.test(`${toolCase.name} does its work, and refuses the rest`, (t) => checkTool(t, test, toolCase))

t.test('the newest are a resource of the person’s own', async (t) => {
  const read = async (as: { user?: string; scopes: string[] }) => {
    const { result, error } = await test.ask('resources/read', { uri: 'trek://notifications/in-app' }, as)
    const contents = (result as unknown as { contents?: { text: string }[] } | undefined)?.contents
    return contents ? JSON.parse(contents[0]?.text ?? '') : error
  }
  const scopes = ['notifications:read']
  t.match(await read({ scopes }), {
    notifications: [{ is_read: true }, { text: 'berta added you to the trip “Rome”' }],
    total: 2,
    unread_count: 0
  })
  t.match(await read({ user: 'mallory', scopes }), { notifications: [], total: 0 })
  t.match(await read({ scopes: ['trips:read'] }), { code: -32002 })
})

t.test('a page of more than 50 is cut to 50', async (t) => {
  await test.sql`insert into notifications (recipient_id, event, scope, target, params)
    select ${anna.userId}, 'vacay_invite', 'user', ${anna.userId}, '{"actor": "berta"}' from generate_series(1, 60)`
  const { notifications } = (await test.use(
    'list_notifications',
    { limit: 1000 },
    { scopes: ALL_SCOPES }
  )) as unknown as {
    notifications: object[]
  }
  t.equal(notifications.length, 50)
})
