import t from 'tap'
import { plannerViews } from '../../src/views/index.ts'
import { askModern, type ModernAnswer } from '../support/modern.ts'
import { testTools } from '../support/planner.ts'

const authorization = 'anna|trips:read places:read budget:read'
const showing = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } }

async function tripOfTwo(t: Parameters<typeof testTools>[0]) {
  const tools = await testTools(t)
  const { planner, anna, berta } = tools
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-11' })
  await planner.members.add(anna, trip.id, 'berta')
  await planner.budget.create(anna, trip.id, {
    name: 'Pizza',
    category: 'food',
    total_price: 25,
    payers: [{ user_id: berta.userId, amount: 25 }]
  })
  return { ...tools, tripId: trip.id }
}

for (const name of ['get_trip_summary', 'get_settlement_summary']) {
  t.test(`MCP-59: ${name} tells all of it as text, with and without its view`, async (t) => {
    const { app, tripId } = await tripOfTwo(t)
    const ask = async (client: object) => {
      const call = { name, arguments: { tripId } }
      const { result } = await askModern(app, 'tools/call', call, { authorization, client })
      t.same(JSON.parse(result?.content[0]?.text ?? ''), result?.structuredContent)
      t.match(JSON.stringify(result), 'berta')
      return result
    }
    t.same(await ask(showing), await ask({}))
  })
}

t.test('MCP-59: the views are listed for clients that show them, and hide with the addon', async (t) => {
  const { app, planner, root } = await tripOfTwo(t)
  const list = async (kind: 'tools' | 'resources', client: object) => {
    const { result } = await askModern(app, `${kind}/list`, {}, { authorization, client })
    return (result as unknown as Record<string, Record<string, unknown>[]>)[kind] ?? []
  }
  const views = async (client: object) => (await list('resources', client)).map(({ uri }) => String(uri))
  const referred = async (client: object) =>
    (await list('tools', client)).flatMap(({ name, _meta }) => (_meta === undefined ? [] : [{ name, _meta }]))
  const itinerary = { name: 'get_trip_summary', _meta: { ui: { resourceUri: 'ui://trek/itinerary' } } }
  const budget = { name: 'get_settlement_summary', _meta: { ui: { resourceUri: 'ui://trek/budget' } } }
  const read = async (uri: string): Promise<ModernAnswer> =>
    askModern(app, 'resources/read', { uri }, { authorization, client: showing })

  t.same(await referred(showing), [budget, itinerary])
  t.same(await referred({}), [])
  for (const { uri, meta } of plannerViews) {
    t.ok((await views(showing)).includes(uri))
    t.notOk((await views({})).includes(uri))
    t.match((await read(uri)).result, { contents: [{ uri, text: /^<!doctype html>/, _meta: meta }] })
  }

  await planner.addons.set(root, 'budget', false)
  t.same(await referred(showing), [itinerary])
  t.match((await read('ui://trek/budget')).error, { code: -32602 })
  t.match((await read('ui://trek/itinerary')).result, { contents: [{}] })
})
