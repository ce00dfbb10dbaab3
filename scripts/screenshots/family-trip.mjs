import { ApiBrowser } from '../../apps/trek/test/support/api-browser.ts'
import { machineToken, ping } from '../../apps/trek/test/support/machine-client.ts'

const PLACES = [
  { day: 0, name: 'Castelo de São Jorge', lat: 38.7139, lng: -9.1335 },
  { day: 0, name: 'Time Out Market', lat: 38.7071, lng: -9.1459 },
  { day: 1, name: 'Oceanário de Lisboa', lat: 38.7635, lng: -9.0937 },
  { day: 1, name: 'Telecabine Lisboa', lat: 38.7719, lng: -9.0924 },
  { day: 2, name: 'Torre de Belém', lat: 38.6916, lng: -9.216 },
  { day: 2, name: 'Pastéis de Belém', lat: 38.6975, lng: -9.2032 }
]

/** A family's small holiday, planned by an assistant, and what people have connected. */
export async function planFamilyTrip(url, admin) {
  const mcpUrl = new URL(`${url}/mcp`)
  const norasBrowser = new ApiBrowser(url)
  await must(norasBrowser.call('POST', '/api/auth/login', admin))
  const token = await must(norasBrowser.call('POST', '/api/auth/mcp-tokens', { name: 'Kitchen display' }))
  const use = toolsWith(mcpUrl, token.raw_token)
  const { trip } = await use('create_trip', {
    title: 'Lisbon with the children',
    description: 'Five days, two strollers, one aquarium.',
    start_date: '2027-05-01',
    end_date: '2027-05-05'
  })
  const { days } = await use('get_trip_summary', { tripId: trip.id })
  for (const { day, ...where } of PLACES) {
    const { place } = await use('create_place', { tripId: trip.id, ...where })
    await use('assign_place_to_day', { tripId: trip.id, dayId: days[day].id, placeId: place.id })
  }
  await use('create_trip', { title: 'Grandma’s eightieth', start_date: '2027-08-14', end_date: '2027-08-15' })
  await use('create_trip', { title: 'Skiing, perhaps' })

  for (const username of ['tom', 'grandma']) {
    const browser = new ApiBrowser(url)
    const account = { username, email: `${username}@example.org`, password: 'correct horse battery' }
    await must(browser.call('POST', '/api/auth/register', account))
    await machineToken({ url, mcpUrl }, browser)
    const { raw_token: raw } = await must(browser.call('POST', '/api/auth/mcp-tokens', { name: 'Shell script' }))
    await ping({ mcpUrl }, raw)
  }
  await machineToken({ url, mcpUrl }, norasBrowser)
  return { tripId: trip.id }
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
