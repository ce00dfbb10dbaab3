import t from 'tap'
import { testTools } from '../support/planner.ts'
import { ALL_SCOPES, checkTool, type ToolCase } from '../support/tool-case.ts'

const test = await testTools(t)
const { planner, anna, berta } = test
const { id: tripId } = await planner.trips.create(anna, { title: 'Rome' })
const other = await planner.trips.create(anna, { title: 'Oslo' })
await planner.members.add(anna, tripId, 'berta')
const note = await planner.collabNotes.create(berta, tripId, { title: 'Visa', content: 'Papers' })
const poll = await planner.polls.create(berta, tripId, { question: 'Where?', options: ['Lake', 'Sea'] })
const message = await planner.chat.send(berta, tripId, { text: 'Ciao' })
const mine = await planner.chat.send(anna, tripId, { text: 'Hello', replyTo: message.id })
const elsewhere = await planner.chat.send(anna, other.id, { text: 'Snow' })

const use = (name: string, given: object, user = 'anna') => test.use(name, given, { user, scopes: ALL_SCOPES })

const cases: ToolCase[] = [
  {
    name: 'create_collab_note',
    scope: 'collab:write',
    addon: 'collab.notes',
    given: { tripId, title: 'Keys', content: '- **door**', color: '#00ff00', pinned: true },
    answers: { note: { username: 'anna', title: 'Keys', category: 'General', color: '#00ff00', pinned: true } },
    bad: { tripId, title: 'x', website: 'javascript:alert(1)' }
  },
  {
    name: 'update_collab_note',
    scope: 'collab:write',
    addon: 'collab.notes',
    given: { tripId, noteId: note.id, content: null, category: 'Papers' },
    answers: { note: { username: 'berta', title: 'Visa', content: null, category: 'Papers' } },
    bad: { tripId, noteId: note.id, color: 'green' },
    foreign: { given: { tripId: other.id, noteId: note.id, title: 'x' }, code: 'note_not_found' }
  },
  {
    name: 'list_collab_polls',
    scope: 'collab:read',
    addon: 'collab.polls',
    given: { tripId },
    answers: { polls: [{ question: 'Where?', options: [{ text: 'Lake', voters: [] }, { text: 'Sea' }] }] },
    bad: { tripId, before: 0 }
  },
  {
    name: 'create_collab_poll',
    scope: 'collab:write',
    addon: 'collab.polls',
    given: { tripId, question: 'When?', options: ['June', 'July'], multiple: true, deadline: '2999-01-01' },
    answers: { poll: { question: 'When?', multiple: true, is_closed: false, deadline: '2999-01-02T00:00:00.000Z' } },
    bad: { tripId, question: 'When?', options: ['June'] }
  },
  {
    name: 'vote_collab_poll',
    scope: 'collab:write',
    addon: 'collab.polls',
    given: { tripId, pollId: poll.id, optionIndex: 1 },
    answers: { poll: { options: [{ voters: [] }, { voters: [{ username: 'anna' }] }] } },
    bad: { tripId, pollId: poll.id, optionIndex: -1 },
    foreign: { given: { tripId: other.id, pollId: poll.id, optionIndex: 0 }, code: 'poll_not_found' }
  },
  {
    name: 'close_collab_poll',
    scope: 'collab:write',
    addon: 'collab.polls',
    given: { tripId, pollId: poll.id },
    answers: { poll: { closed: true, is_closed: true } },
    bad: { tripId },
    foreign: { given: { tripId: other.id, pollId: poll.id }, code: 'poll_not_found' }
  },
  {
    name: 'list_collab_messages',
    scope: 'collab:read',
    addon: 'collab.chat',
    given: { tripId, before: mine.id },
    answers: { messages: [{ username: 'berta', text: 'Ciao', deleted: false }] },
    bad: { tripId, before: 'now' }
  },
  {
    name: 'send_collab_message',
    scope: 'collab:write',
    addon: 'collab.chat',
    given: { tripId, text: 'Who drives?', replyTo: message.id },
    answers: { message: { username: 'anna', text: 'Who drives?', reply_text: 'Ciao', reply_username: 'berta' } },
    bad: { tripId, text: 'x'.repeat(5001) },
    foreign: { given: { tripId, text: 'x', replyTo: elsewhere.id }, code: 'reply_not_found' }
  },
  {
    name: 'react_collab_message',
    scope: 'collab:write',
    addon: 'collab.chat',
    given: { tripId, messageId: message.id, emoji: '👍' },
    answers: { reactions: [{ emoji: '👍', users: [{ username: 'anna' }], count: 1 }] },
    bad: { tripId, messageId: message.id, emoji: '' },
    foreign: { given: { tripId, messageId: elsewhere.id, emoji: '👍' }, code: 'message_not_found' }
  },
  {
    name: 'delete_collab_message',
    scope: 'collab:write',
    addon: 'collab.chat',
    given: { tripId, messageId: mine.id },
    answers: { success: true },
    bad: { tripId },
    foreign: { given: { tripId, messageId: elsewhere.id }, code: 'message_not_found' }
  }
]
for (const toolCase of cases)
  t.test(`${toolCase.name} does its work, and refuses the rest`, (t) => checkTool(t, test, toolCase))

t.test('a summary has notes and counts, as far as they may be read and are switched on', async (t) => {
  const summary = (scopes: string[]) => test.use('get_trip_summary', { tripId }, { scopes })
  const parts = async () => Object.keys(await summary(['collab:read']))
  t.match(await summary(['collab:read']), {
    trip: { title: 'Rome' },
    collab_notes: [{ title: 'Keys' }, { title: 'Visa' }],
    pollCount: 2,
    messageCount: 2
  })
  t.notOk('collab_notes' in (await summary(['trips:read'])))
  await planner.addons.set(test.root, 'collab.polls', false)
  t.same(await parts(), ['trip', 'collab_notes', 'messageCount'])
  await planner.addons.set(test.root, 'collab', false)
  t.same(await parts(), ['trip'])
  await planner.addons.set(test.root, 'collab', true)
  await planner.addons.set(test.root, 'collab.polls', true)
})

t.test('notes, polls and chat as resources, each with its switch', async (t) => {
  const read = async (path: string, user = 'anna') => {
    const uri = `trek://trips/${tripId}/${path}`
    const { result, error } = await test.ask('resources/read', { uri }, { user, scopes: ['collab:read'] })
    const contents = (result as unknown as { contents?: { text: string }[] } | undefined)?.contents
    return contents ? JSON.parse(contents[0]?.text ?? '') : error
  }
  const parts = [
    ['collab-notes', 'collab.notes', [{ title: 'Keys' }, { title: 'Visa' }]],
    ['collab/polls', 'collab.polls', [{ question: 'When?' }, { question: 'Where?' }]],
    ['collab/messages', 'collab.chat', [{ text: 'Ciao' }, { text: '', deleted: true }, { text: 'Who drives?' }]]
  ] as const
  for (const [path, feature, content] of parts) {
    t.match(await read(path), content, path)
    t.match(await read(path, 'mallory'), { code: -32002 }, `${path} of somebody else`)
    await planner.addons.set(test.root, feature, false)
    t.match(await read(path), { code: -32002 }, `${path} switched off`)
    await planner.addons.set(test.root, feature, true)
  }
})

t.test('what the planner refuses tells how to repair the call', async (t) => {
  await t.rejects(use('vote_collab_poll', { tripId, pollId: poll.id, optionIndex: 0 }), {
    message: /has ended \[poll_closed\]/
  })
  const open = await planner.polls.create(berta, tripId, { question: 'Who?', options: ['me', 'you'] })
  await t.rejects(use('vote_collab_poll', { tripId, pollId: open.id, optionIndex: 2 }), {
    message: /count from 0 to 1 \[invalid_option\]/
  })
  await t.rejects(use('create_collab_poll', { tripId, question: 'x?', options: ['a', 'A'] }), {
    message: /twice \[invalid_value\]/
  })
  await t.rejects(use('create_collab_poll', { tripId, question: 'x?', options: ['a', 'b'], deadline: 'soon' }), {
    message: /with its offset.*\[invalid_date\]/
  })
  await t.rejects(use('delete_collab_message', { tripId, messageId: message.id }), { message: /\[not_author\]/ })
  await t.rejects(use('react_collab_message', { tripId, messageId: message.id, emoji: 'yes' }), {
    message: /one emoji.*\[invalid_value\]/
  })
  await t.rejects(use('update_collab_note', { tripId, noteId: note.id }), { message: /\[nothing_to_update\]/ })
})

const deletions: ToolCase[] = [
  {
    name: 'delete_collab_note',
    scope: 'collab:write',
    addon: 'collab.notes',
    given: { tripId, noteId: note.id },
    answers: { success: true },
    bad: { tripId, noteId: 0 },
    foreign: { given: { tripId: other.id, noteId: note.id }, code: 'note_not_found' }
  },
  {
    name: 'delete_collab_poll',
    scope: 'collab:write',
    addon: 'collab.polls',
    given: { tripId, pollId: poll.id },
    answers: { success: true },
    bad: { tripId },
    foreign: { given: { tripId: other.id, pollId: poll.id }, code: 'poll_not_found' }
  }
]
for (const toolCase of deletions)
  t.test(`${toolCase.name} does its work, and refuses the rest`, (t) => checkTool(t, test, toolCase))
