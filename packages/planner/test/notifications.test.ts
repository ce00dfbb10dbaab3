import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { planner } = test
const { notifications } = planner
const carla = await test.person('carla')
const texts = async (who: typeof anna) => (await notifications.list(who)).notifications.map(({ text }) => text)

t.test('who is added to a trip is told so, in words and as keys', async (t) => {
  const { notifications: told, ...counts } = await notifications.list(berta)
  t.match(told, [
    {
      type: 'navigate',
      scope: 'trip',
      target: trip.id,
      recipient_id: berta.userId,
      sender_id: anna.userId,
      sender_username: 'anna',
      title: 'You are on a trip',
      text: 'anna added you to the trip “Rome”',
      title_key: 'notifications.trip_invite.title',
      text_key: 'notifications.trip_invite.text',
      text_params: { actor: 'anna', trip: 'Rome' },
      navigate_target: `/trips/${trip.id}`,
      is_read: false
    }
  ])
  t.same(counts, { total: 1, unread_count: 1 })
  t.same(await texts(anna), [], 'who did it is not told')
})

t.test('a note and a message are told to the others, without what a message says', async (t) => {
  await planner.members.add(anna, trip.id, 'carla')
  await planner.collabNotes.create(berta, trip.id, { title: 'Visa' })
  await planner.chat.send(berta, trip.id, { text: 'My secret' })
  t.same(await texts(anna), ['berta wrote in the chat of “Rome”', 'berta added the note “Visa” to “Rome”'])
  t.equal((await texts(carla)).length, 3)
  t.equal((await texts(berta)).length, 1)
  t.equal((await test.sql`select 1 from notifications where params::text like '%secret%'`).length, 0)
})

t.test('guests are told nothing, nor who wants nothing', async (t) => {
  await test.person('guest')
  await test.sql`update users set is_guest = true where username = 'guest'`
  await test.sql`insert into trip_members (trip_id, user_id) select ${trip.id}, id from users where username = 'guest'`
  await notifications.setPreference(carla, { event: 'collab_message', channel: 'inapp', enabled: false })
  const before = await texts(carla)
  await planner.chat.send(anna, trip.id, { text: 'x' })
  t.same(await texts(carla), before)
  t.equal(
    (await test.sql`select 1 from notifications n join users u on u.id = n.recipient_id where u.is_guest`).length,
    0
  )

  const collab = async () => (await notifications.preferences(carla)).filter(({ event }) => event === 'collab_message')
  t.same(await collab(), [{ event: 'collab_message', channel: 'inapp', enabled: false }])
  await notifications.setPreference(carla, { event: 'collab_message', channel: 'inapp', enabled: true })
  t.same(await collab(), [{ event: 'collab_message', channel: 'inapp', enabled: true }])
  t.ok((await notifications.preferences(berta)).every(({ enabled }) => enabled))
  await planner.chat.send(anna, trip.id, { text: 'x' })
  t.equal((await texts(carla)).length, before.length + 1)
})

t.test('the recipients hear of it, and nobody else', async (t) => {
  await test.events()
  await planner.chat.send(anna, trip.id, { text: 'x' })
  const told = (await test.events()).filter(({ type }) => type === 'notification:new')
  t.same(told, [
    {
      type: 'notification:new',
      tripId: null,
      ids: {},
      actor: { userId: anna.userId },
      audience: [berta.userId, carla.userId]
    }
  ])
})

t.test('nothing is told of a write that fails', async (t) => {
  const before = await texts(anna)
  await t.rejects(planner.chat.send(berta, trip.id, { text: 'x', replyTo: 999_999 }), { code: 'reply_not_found' })
  await t.rejects(planner.members.add(anna, trip.id, 'berta'), { code: 'already_member' })
  t.same(await texts(anna), before)
})

t.test('read and unread, one by one and all at once', async (t) => {
  const [first] = (await notifications.list(carla)).notifications
  const id = first?.id ?? 0
  const unread = await notifications.countUnread(carla)
  await test.events()
  await notifications.setRead(carla, id, true)
  await notifications.setRead(carla, id, true)
  t.match(
    await test.events(),
    [{ type: 'notification:updated', ids: { notificationId: id }, audience: [carla.userId] }],
    'no change is not told'
  )
  t.equal(await notifications.countUnread(carla), unread - 1)
  await notifications.setRead(carla, id, false)
  t.equal(await notifications.countUnread(carla), unread)

  t.equal(await notifications.markAllRead(carla), unread)
  t.equal(await notifications.markAllRead(carla), 0)
  t.match(await notifications.list(carla, { unreadOnly: true }), { notifications: [], total: 0, unread_count: 0 })
})

t.test('those of others are not found', async (t) => {
  const [hers] = (await notifications.list(berta)).notifications
  await t.rejects(notifications.setRead(anna, hers?.id ?? 0, true), { code: 'notification_not_found' })
  t.equal((await notifications.list(berta)).notifications[0]?.is_read, false)
})

t.test('pages are newest first and hold 20, at most 50', async (t) => {
  const dora = await test.person('dora')
  await test.sql`insert into notifications (recipient_id, event, scope, target, params, is_read)
    select ${dora.userId}, 'vacay_invite', 'user', ${dora.userId}, '{"actor": "anna"}', n > 5 from generate_series(1, 60) n`
  const page = await notifications.list(dora)
  t.match(page, { total: 60, unread_count: 5 })
  t.match(page.notifications[0], { type: 'simple', scope: 'user', text: 'anna invites you to share a vacation plan' })
  t.equal(page.notifications.length, 20)
  t.equal((await notifications.list(dora, { limit: 1000 })).notifications.length, 50)
  const rest = await notifications.list(dora, { limit: 50, offset: 50 })
  t.equal(rest.notifications.length, 10)
  t.match(await notifications.list(dora, { unreadOnly: true, limit: 2 }), { total: 5, unread_count: 5 })
})

t.test('they go with their recipient and outlive their sender', async (t) => {
  await planner.users.delete(anna.userId)
  t.match((await notifications.list(berta)).notifications.at(-1), {
    sender_id: null,
    sender_username: null,
    text: 'anna added you to the trip “Rome”'
  })
  await planner.users.delete(berta.userId)
  t.equal((await test.sql`select 1 from notifications where recipient_id = ${berta.userId}`).length, 0)
})
