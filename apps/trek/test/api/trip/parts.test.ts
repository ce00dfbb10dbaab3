import t, { type Test } from 'tap'
import { planFullTrip, type Use } from '../../support/full-trip.ts'
import { mcpByHand } from '../../support/mcp-by-hand.ts'
import { startTrek } from '../../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

async function plannedTrip(t: Test) {
  const trek = await startTrek(t, ADMIN)
  const { browser } = await trek.signedIn('anna')
  const { raw_token: token } = (await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })).body
  const client = mcpByHand(t, token)
  const use: Use = async <Answer>(name: string, args: Record<string, unknown>) => {
    const { body } = await client.call(trek.url, name, args)
    if (!body.result || body.result.isError) throw new Error(JSON.stringify(body))
    return body.result.structuredContent as Answer
  }
  const ids = await planFullTrip(use)
  return { trek, browser, ids, path: `/api/trips/${ids.tripId}` }
}

t.test('the page of a trip reads its parts', async (t) => {
  const { browser, path } = await plannedTrip(t)
  t.match(await browser.call('GET', path), {
    body: { addons: ['packing', 'budget', 'collab.notes', 'collab.polls'], places: [{}, {}, {}] }
  })
  const { body } = await browser.call('GET', `${path}/bookings`)
  t.same(body.bookings.map(({ type }: { type: string }) => type).toSorted(), ['flight', 'hotel', 'restaurant'])
  t.match(body.bookings.find(({ type }: { type: string }) => type === 'flight')?.endpoints, [
    { code: 'BER' },
    { code: 'LIS' }
  ])
  t.match(body.stays, [{ place_name: 'Casa do Mar', check_in: '15:00' }])
  t.match(await browser.call('GET', `${path}/budget`), {
    status: 200,
    body: { budget: { total: 61.5, items: [{ name: 'Train' }] }, settlement: { currency: 'EUR', flows: [] } }
  })
  t.match(await browser.call('GET', `${path}/packing`), {
    body: { packing: { total: 2, checked: 0, items: [{ name: 'Socks' }, { name: 'Sunscreen' }] } }
  })
  t.match(await browser.call('GET', `${path}/todos`), { body: { todos: [{ name: 'Renew passport', checked: false }] } })
  t.match(await browser.call('GET', `${path}/notes`), { body: { notes: [{ title: 'House rules' }] } })
  t.match(await browser.call('GET', `${path}/polls`), {
    body: { polls: [{ question: 'Beach or museum?', options: [{ text: 'Beach', voters: [] }, {}] }] }
  })
})

t.test('people correct what is wrong, and the log has it', async (t) => {
  const { browser, path, ids } = await plannedTrip(t)
  t.match(await browser.call('PATCH', `${path}/todos/${ids.todoId}`, { checked: true }), {
    status: 200,
    body: { todo: { checked: true } }
  })
  t.match(await browser.call('PATCH', `${path}/packing/${ids.packingId}`, { checked: true }), {
    body: { item: { name: 'Socks', checked: true } }
  })
  t.match(await browser.call('PATCH', `${path}/places/${ids.placeId}`, { name: 'Belém Tower' }), {
    body: { place: { name: 'Belém Tower', address: 'Avenida Brasília, Lisbon' } }
  })
  for (const thing of [
    `bookings/${ids.bookingId}`,
    `budget/${ids.expenseId}`,
    `notes/${ids.noteId}`,
    `days/${ids.dayId}/notes/${ids.dayNoteId}`,
    `places/${ids.placeId}`
  ]) {
    t.equal((await browser.call('DELETE', `${path}/${thing}`)).status, 204, thing)
    t.equal((await browser.call('DELETE', `${path}/${thing}`)).status, 404, `${thing} is gone`)
  }
  t.match((await browser.call('GET', path)).body, {
    places: [{}, {}],
    days: [{ assignments: [], notes_items: [] }, {}, {}]
  })
  t.same((await browser.call('GET', `${path}/bookings`)).body.bookings.length, 2)
  t.match((await browser.call('GET', `${path}/activity`)).body.activity, [
    { type: 'place:deleted', what: 'Belém Tower', client_name: null, can_undo: true },
    { type: 'dayNote:deleted' },
    { type: 'collab:note:deleted' },
    { type: 'budget:deleted' },
    { type: 'reservation:deleted' },
    { type: 'place:updated' },
    { type: 'packing:updated' },
    { type: 'todo:updated' }
  ])
})

const reads = ['bookings', 'budget', 'packing', 'todos', 'notes', 'polls']

t.test('a trip of others has no parts, and nothing in it can be changed', async (t) => {
  const { trek, browser, path, ids } = await plannedTrip(t)
  const eve = (await trek.signedIn('eve')).browser
  const before = await browser.call('GET', path)
  const attempts: [method: string, part: string, body?: object][] = [
    ...reads.map((part): [string, string] => ['GET', part]),
    ['PATCH', `todos/${ids.todoId}`, { checked: true }],
    ['PATCH', `packing/${ids.packingId}`, { checked: true }],
    ['PATCH', `places/${ids.placeId}`, { name: 'Mine' }],
    ['DELETE', `places/${ids.placeId}`],
    ['DELETE', `bookings/${ids.bookingId}`],
    ['DELETE', `budget/${ids.expenseId}`],
    ['DELETE', `notes/${ids.noteId}`],
    ['DELETE', `days/${ids.dayId}/notes/${ids.dayNoteId}`]
  ]
  for (const [method, part, body] of attempts) {
    const answer = await eve.call(method, `${path}/${part}`, body)
    t.match(answer, { status: 404, body: { error: 'trip_not_found' } }, `${method} ${part}`)
    t.match(await trek.browser().call(method, `${path}/${part}`, body), { status: 401 }, `${method} ${part}`)
  }
  t.same((await browser.call('GET', path)).body, before.body)
  t.match(await browser.call('GET', `${path}/todos`), { body: { todos: [{ checked: false }] } })
})

t.test('bad input is named', async (t) => {
  const { browser, path, ids } = await plannedTrip(t)
  const refusals: [part: string, body: object, field: string][] = [
    [`todos/${ids.todoId}`, {}, 'checked'],
    [`todos/${ids.todoId}`, { checked: 'perhaps' }, 'checked'],
    [`packing/${ids.packingId}`, { checked: true, name: 'x' }, 'name'],
    [`places/${ids.placeId}`, { name: '' }, 'name'],
    [`places/${ids.placeId}`, { lat: 1 }, 'name'],
    ['places/tower', { name: 'x' }, 'thingId']
  ]
  for (const [part, body, field] of refusals) {
    const reply = await browser.call('PATCH', `${path}/${part}`, body)
    t.match(reply, { status: 422, body: { field } }, `${part} ${JSON.stringify(body)}`)
  }
})

t.test('what is switched off is not there', async (t) => {
  const { trek, browser, path, ids } = await plannedTrip(t)
  const admin = trek.browser()
  await admin.call('POST', '/api/auth/login', { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  for (const addon of ['packing', 'budget', 'collab.polls'])
    await admin.call('PUT', `/api/admin/addons/${addon}`, { enabled: false })
  t.same((await browser.call('GET', path)).body.addons, ['collab.notes'])
  for (const part of ['budget', 'packing', 'todos', 'polls'])
    t.match(await browser.call('GET', `${path}/${part}`), { status: 403, body: { error: 'addon_disabled' } }, part)
  t.match(await browser.call('PATCH', `${path}/todos/${ids.todoId}`, { checked: true }), { status: 403 })
  t.match(await browser.call('DELETE', `${path}/budget/${ids.expenseId}`), { status: 403 })
  t.equal((await browser.call('GET', `${path}/notes`)).status, 200)
})
