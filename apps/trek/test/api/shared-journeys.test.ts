import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { createPlanner } from '@trek/planner'
import { openDatabase } from '../../src/database/database.ts'
import { readConfig } from '../../src/config.ts'
import { startTrek } from '../support/trek.ts'

t.test('a published journey is there for whoever has its link, and for nobody else', async (t) => {
  const trek = await startTrek(t)
  const database = await openDatabase(readConfig(trek.environment))
  t.teardown(() => database.close())
  const { users, addons, journeys, journeyEntries, journeyShareLinks } = createPlanner(database.db)
  const anna = { userId: (await users.create({ username: 'anna', email: 'anna@example.org' })).id }
  const { journey } = await journeys.create(anna, { title: 'Italy' })
  await journeyEntries.create(anna, journey.id, { entry_date: '2027-06-10', title: 'Arrival', location_lat: 41.8 })
  const { link } = await journeyShareLinks.create(anna, journey.id)
  const open = (token: string) => trek.browser().call('GET', `/api/shared/journeys/${token}`)

  const nothing = { status: 404, body: { error: 'journey_not_found' } }
  t.match(await open(link.token), nothing, 'while journeys are switched off')
  await addons.set({ ...anna, role: 'admin' }, 'journey', true)
  // What is switched elsewhere is known here after a moment.
  await setTimeout(300)
  const reply = await open(link.token)
  t.match(reply, {
    status: 200,
    body: { journey: { title: 'Italy', entries: [{ title: 'Arrival', location_lat: 41.8 }], stats: { entries: 1 } } }
  })
  t.notMatch(JSON.stringify(reply.body), /anna|author/)
  t.match(reply.headers.get('cache-control'), 'no-store')
  t.match(await open('x'.repeat(32)), nothing)
  await journeyShareLinks.delete(anna, journey.id)
  t.match(await open(link.token), nothing, 'a link that was ended')
  t.notMatch(trek.logged(), link.token)
})
