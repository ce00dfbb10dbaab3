import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { chat, trips } = test.planner

t.test('messages are listed oldest first, with what they answer', async (t) => {
  const question = await chat.send(anna, trip.id, { text: ' Who drives? ' })
  await chat.send(berta, trip.id, { text: 'I do', replyTo: question.id })
  t.match(await chat.list(berta, trip.id), [
    { username: 'anna', text: 'Who drives?', reply_to: null, reply_text: null, reply_username: null },
    { username: 'berta', text: 'I do', reply_to: question.id, reply_text: 'Who drives?', reply_username: 'anna' }
  ])
  t.equal(await chat.count(anna, trip.id), 2)
})

t.test('a page is the last hundred, and the ones before a message', async (t) => {
  const other = await trips.create(anna, { title: 'Oslo' })
  await test.sql`insert into collab_messages (trip_id, user_id, text)
    select ${other.id}, ${anna.userId}, n::text from generate_series(1, 120) n`
  const last = await chat.list(anna, other.id)
  t.same([last.length, last[0]?.text, last.at(-1)?.text], [100, '21', '120'])
  const before = await chat.list(anna, other.id, { before: last[0]?.id })
  t.same([before.length, before[0]?.text, before.at(-1)?.text], [20, '1', '20'])
})

t.test('a deleted message keeps its place, and its text is gone everywhere', async (t) => {
  const secret = await chat.send(anna, trip.id, { text: 'The code is 1234' })
  const answer = await chat.send(berta, trip.id, { text: 'Thanks', replyTo: secret.id })
  await chat.react(berta, trip.id, secret.id, '👍')
  await t.rejects(chat.delete(berta, trip.id, secret.id), { code: 'not_author' })
  await chat.delete(anna, trip.id, secret.id)
  await test.events()
  await chat.delete(anna, trip.id, secret.id)
  t.same(await test.events(), [], 'once')

  const messages = await chat.list(berta, trip.id)
  t.match(
    messages.find(({ id }) => id === secret.id),
    { deleted: true, text: '', reactions: [] }
  )
  t.match(
    messages.find(({ id }) => id === answer.id),
    { reply_to: secret.id, reply_text: '' }
  )
  t.equal((await test.sql`select 1 from collab_messages where text like '%1234%'`).length, 0)
  t.equal(await chat.count(anna, trip.id), messages.filter(({ deleted }) => !deleted).length)
  await t.rejects(chat.react(berta, trip.id, secret.id, '👍'), { code: 'message_not_found' })
  await t.rejects(chat.send(berta, trip.id, { text: 'x', replyTo: secret.id }), { code: 'reply_not_found' })
})

t.test('a reaction is put on and taken off by each person', async (t) => {
  const { id } = await chat.send(anna, trip.id, { text: 'Done' })
  const react = (who: typeof anna, emoji: string) => chat.react(who, trip.id, id, emoji)
  t.same(await react(berta, '🎉'), [{ emoji: '🎉', users: [{ user_id: berta.userId, username: 'berta' }], count: 1 }])
  t.match(await react(anna, '🎉'), [{ emoji: '🎉', count: 2 }])
  t.match(await react(anna, '\u2764'), [{ emoji: '🎉' }, { emoji: '\u2764\uFE0F', count: 1 }])
  t.match(await react(berta, '🎉'), [{ emoji: '🎉', users: [{ username: 'anna' }], count: 1 }, { count: 1 }])
  for (const family of ['👨‍👩‍👧', '🇮🇹', '👍🏽']) t.ok((await react(anna, family)).some(({ emoji }) => emoji === family))
  for (const wrong of ['', 'yes', '👍👍', '1'])
    await t.rejects(react(anna, wrong), { code: 'invalid_value' }, JSON.stringify(wrong))
})

t.test('refuses an empty message and one of a book', async (t) => {
  await t.rejects(chat.send(anna, trip.id, { text: ' \n ' }), { code: 'invalid_value' })
  await t.rejects(chat.send(anna, trip.id, { text: 'x'.repeat(5001) }), { code: 'invalid_value' })
})

t.test('messages of another trip are not found, and a stranger finds none', async (t) => {
  const { id } = await chat.send(anna, trip.id, { text: 'Here' })
  const other = await trips.create(anna, { title: 'Paris' })
  const eve = await test.person('eve')
  await t.rejects(chat.send(anna, other.id, { text: 'x', replyTo: id }), { code: 'reply_not_found' })
  await t.rejects(chat.delete(anna, other.id, id), { code: 'message_not_found' })
  await t.rejects(chat.react(anna, other.id, id, '👍'), { code: 'message_not_found' })
  const attempts: (() => Promise<unknown>)[] = [
    () => chat.list(eve, trip.id),
    () => chat.count(eve, trip.id),
    () => chat.send(eve, trip.id, { text: 'x' }),
    () => chat.delete(eve, trip.id, id),
    () => chat.react(eve, trip.id, id, '👍')
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'trip_not_found' })
  t.match((await chat.list(anna, trip.id)).at(-1), { text: 'Here', deleted: false, reactions: [] })
})
