import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { machineClient } from '../support/machine-client.ts'
import { startTrek } from '../support/trek.ts'

const SCOPES = ['trips:read', 'trips:write', 'places:read', 'places:write', 'budget:write', 'vacay:read']

/** Other people's services, as far as this journey goes. */
async function startServices(t: Test) {
  const userAgents: unknown[] = []
  const app = Fastify()
  app.addHook('onRequest', async (request) => void userAgents.push(request.headers['user-agent']))
  app.get('/search', async () => [
    { osm_type: 'way', osm_id: 7, name: 'Colosseo', display_name: 'Colosseo, Roma', lat: '41.89', lon: '12.49' }
  ])
  app.get('/v2/rates', async () => [{ date: '2027-06-10', base: 'EUR', quote: 'USD', rate: 1.25 }])
  app.get('/api/v3/AvailableCountries', async () => [{ countryCode: 'DE', name: 'Germany' }])
  app.get('/api/v3/PublicHolidays/2027/DE', async () => [
    { date: '2027-10-03', localName: 'Einheit', name: 'Unity', fixed: true, counties: null, types: ['Public'] }
  ])
  t.teardown(() => app.close())
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), userAgents }
}

async function connected(t: Test, environment: Record<string, string>) {
  const trek = await startTrek(t, environment)
  const { browser } = await trek.signedIn('anna')
  const authProvider = new ClientCredentialsProvider({
    ...(await machineClient(browser, { scopes: SCOPES })),
    expectedIssuer: trek.url,
    scope: SCOPES.join(' ')
  })
  const client = new Client({ name: 'agent', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider }))
  t.teardown(() => client.close())
  return { trek, call: (name: string, given: object) => client.callTool({ name, arguments: { ...given } }) }
}

t.test('an assistant looks up places and holidays, and expenses get the rate of the day', async (t) => {
  const services = await startServices(t)
  const { url } = services
  const addresses = { NOMINATIM_URL: url, RATES_URL: url, HOLIDAYS_URL: url }
  const { trek, call } = await connected(t, { OUTBOUND: 'on', ...addresses })
  t.match(await call('search_place', { query: 'Colosseum' }), {
    structuredContent: { places: [{ osm_id: 'way:7', lat: 41.89, lng: 12.49 }] }
  })
  t.match(await call('list_holidays', { country: 'DE', year: 2027 }), {
    structuredContent: { holidays: [{ date: '2027-10-03', global: true }] }
  })
  const { structuredContent } = await call('create_trip', { title: 'Rome', currency: 'EUR' })
  const { trip } = structuredContent as { trip: { id: number } }
  await call('create_budget_item', { tripId: trip.id, name: 'Ticket', total_price: 12.5, currency: 'USD' })
  t.match(await call('get_trip_summary', { tripId: trip.id }), {
    structuredContent: { budget: { total: 10, currency: 'EUR' } }
  })
  t.ok(services.userAgents.length >= 2)
  t.ok(
    services.userAgents.every((agent) => /^TREK\/\S+ \(http/.test(String(agent)) && String(agent).includes(trek.url))
  )
})

t.test('where outside look-ups are off, an assistant is told so', async (t) => {
  const { call } = await connected(t, { OUTBOUND: 'off' })
  t.match(await call('search_place', { query: 'Colosseum' }), {
    isError: true,
    content: [{ text: /switched off on this server.*\[upstream_failed\]/ }]
  })
})
