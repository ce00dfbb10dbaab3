import { ApiBrowser } from '../../apps/trek/test/support/api-browser.ts'
import { approvedClient } from '../../apps/trek/test/support/approval.ts'
import { machineToken, ping } from '../../apps/trek/test/support/machine-client.ts'
import { tellJourney } from './journey.mjs'

const SCOPES =
  'trips:write trips:share places:write packing:write todos:write budget:write reservations:write collab:write journey:write journey:share'

const PLACES = [
  { day: 0, name: 'Castelo de São Jorge', lat: 38.7139, lng: -9.1335, from: '10:00', until: '12:00' },
  { day: 0, name: 'Time Out Market', lat: 38.7071, lng: -9.1459, from: '13:00' },
  {
    day: 1,
    name: 'Oceanário de Lisboa',
    lat: 38.7635,
    lng: -9.0937,
    from: '10:00',
    notes: 'The otters are fed at eleven.'
  },
  { day: 1, name: 'Telecabine Lisboa', lat: 38.7719, lng: -9.0924 },
  { day: 2, name: 'Torre de Belém', lat: 38.6916, lng: -9.216, from: '09:30' },
  { day: 2, name: 'Pastéis de Belém', lat: 38.6975, lng: -9.2032 },
  { day: 3, name: 'Palácio da Pena', lat: 38.7876, lng: -9.3904, notes: 'By train from Rossio.' },
  { day: 4, name: 'Praia de Carcavelos', lat: 38.6787, lng: -9.3374 }
]

const FELLOWS = [
  { username: 'tom', token: 'Backup script', client: 'Calendar export' },
  { username: 'grandma', token: 'E-reader', client: 'Photo frame' }
]

/** A family's small holiday, planned by an assistant, and what people have connected. */
export async function planFamilyTrip(url, admin) {
  const trek = { url, mcpUrl: new URL(`${url}/mcp`) }
  const norasBrowser = new ApiBrowser(url)
  await must(norasBrowser.call('POST', '/api/auth/login', admin))
  await must(norasBrowser.call('PATCH', '/api/account', { username: 'nora' }))
  await must(norasBrowser.call('PUT', '/api/admin/addons/journey', { enabled: true }))
  await must(norasBrowser.call('POST', '/api/auth/mcp-tokens', { name: 'Kitchen display' }))
  for (const { username, token, client } of FELLOWS) {
    const browser = new ApiBrowser(url)
    const account = { username, email: `${username}@example.org`, password: 'correct horse battery' }
    await must(browser.call('POST', '/api/auth/register', account))
    await machineToken(trek, browser, { name: client })
    const { raw_token: raw } = await must(browser.call('POST', '/api/auth/mcp-tokens', { name: token }))
    await ping(trek, raw)
  }
  await machineToken(trek, norasBrowser, { name: 'Nightly backup' })
  const signing = { name: 'Expense report', machine: true, scopes: ['trips:read', 'budget:read'] }
  const jwks_uri = 'https://office.example.org/jwks.json'
  await must(norasBrowser.call('POST', '/api/oauth/clients', { ...signing, jwks_uri }))

  const { accessToken } = await approvedClient(trek, admin, { name: 'Claude', scope: SCOPES })
  const use = toolsWith(trek.mcpUrl, accessToken)
  await use('create_trip', { title: 'Grandma’s eightieth', start_date: '2027-08-14', end_date: '2027-08-15' })
  await use('create_trip', { title: 'Skiing, perhaps' })
  const { trip } = await use('create_trip', {
    title: 'Lisbon with the children',
    description: 'Five days, two strollers, one aquarium.',
    start_date: '2027-05-01',
    end_date: '2027-05-05'
  })
  const tripId = trip.id
  await planDays(use, tripId)
  const { token: sharedTrip } = await use('create_share_link', {
    tripId,
    share_packing: true,
    share_budget: true,
    share_collab: true
  })
  return { tripId, sharedTrip, sharedJourney: await tellJourney(use) }
}

async function planDays(use, tripId) {
  for (const { username } of FELLOWS) await use('add_trip_member', { tripId, identifier: username })
  const { owner, members } = await use('list_trip_members', { tripId })
  const { days } = await use('get_trip_summary', { tripId })
  await use('create_transport', {
    tripId,
    title: 'Flight to Lisbon',
    type: 'flight',
    status: 'confirmed',
    reservation_time: '2027-05-01T06:40',
    endpoints: [
      { role: 'from', sequence: 0, name: 'Berlin', code: 'BER' },
      { role: 'to', sequence: 1, name: 'Lisbon', code: 'LIS' }
    ]
  })
  const { place: flat } = await use('create_place', { tripId, name: 'Casa do Largo', lat: 38.7127, lng: -9.1369 })
  await use('create_accommodation', {
    tripId,
    place_id: flat.id,
    start_day_id: days[0].id,
    end_day_id: days[4].id,
    check_in: '15:00'
  })
  await use('create_reservation', {
    tripId,
    title: 'Dinner at Ramiro',
    type: 'restaurant',
    reservation_time: '2027-05-02T19:00',
    location: 'Avenida Almirante Reis 1'
  })
  const pay = (name, category, amount, payer) =>
    use('create_budget_item', { tripId, name, category, total_price: amount, payers: [{ user_id: payer.id, amount }] })
  await pay('Casa do Largo', 'Accommodation', 640, owner)
  await pay('Flights', 'Transport', 512.4, owner)
  await pay('Aquarium', 'Activities', 78, members[0])
  const { item } = await use('create_packing_item', { tripId, name: 'Sunscreen', category: 'Health' })
  await use('toggle_packing_item', { tripId, itemId: item.id, checked: true })
  await use('create_packing_item', { tripId, name: 'Stroller', quantity: 2 })
  await use('create_packing_item', { tripId, name: 'Swimwear', category: 'Clothes' })
  await use('create_todo', { tripId, name: 'Renew Tom’s passport', due_date: '2027-03-01' })
  await use('create_todo', { tripId, name: 'Book the aquarium' })
  await use('create_collab_note', {
    tripId,
    title: 'House rules',
    content: 'Quiet after ten, the neighbours work early.'
  })
  await use('create_collab_poll', { tripId, question: 'Last day: beach or zoo?', options: ['Beach', 'Zoo'] })
  await use('send_collab_message', { tripId, text: 'Who takes the tickets?' })
  await use('create_day_note', {
    tripId,
    dayId: days[4].id,
    text: 'Home at seven: leave the beach by four',
    icon: '⌛'
  })
  for (const { day, from, until, notes, ...place } of PLACES) {
    const { place: made } = await use('create_place', { tripId, ...place })
    const visit = { tripId, dayId: days[day].id, placeId: made.id, ...(notes && { notes }) }
    const { assignment } = await use('assign_place_to_day', visit)
    const times = { place_time: from, ...(until && { end_time: until }) }
    if (from) await use('update_assignment_time', { tripId, assignmentId: assignment.id, ...times })
  }
}

function toolsWith(mcpUrl, token) {
  return async (name, args) => {
    const reply = await fetch(mcpUrl, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream'
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } })
    })
    const text = await reply.text()
    const { result } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text)
    if (!result || result.isError) throw new Error(`${name}: ${text}`)
    return result.structuredContent
  }
}

async function must(call) {
  const { status, body } = await call
  if (status >= 300) throw new Error(JSON.stringify(body))
  return body
}
