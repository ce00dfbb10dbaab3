import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { listen } from '../support/event-stream.ts'
import { startTrek } from '../support/trek.ts'

t.test('everybody on a trip hears of its changes, on whichever node, and nobody else', async (t) => {
  const trek = await startTrek(t)
  const otherNode = await startTrek(t, trek.environment)
  const anna = await trek.signedIn('anna')
  const eve = await trek.signedIn('eve')
  const here = await listen(anna.browser)
  const there = await listen(Object.assign(otherNode.browser(), { cookie: anna.browser.cookie }))
  const eves = await listen(eve.browser)
  t.match(here.reply.headers.get('content-type'), 'text/event-stream')
  t.match(here.reply.headers.get('cache-control'), 'no-transform')
  for (const stream of [here, there, eves]) t.match(await stream.next(), { event: 'ready' })

  const { id } = (await anna.browser.call('POST', '/api/trips', { title: 'Lisbon' })).body.trip
  const made = {
    event: 'planner',
    data: { type: 'trip:created', tripId: id, by: { username: 'anna', clientName: null } }
  }
  t.match(await here.next(), made)
  t.match(await there.next(), made)

  await eve.browser.call('POST', '/api/trips', { title: 'Mine' })
  t.match(await eves.next(), { data: { type: 'trip:created', by: { username: 'eve' } } }, 'the first thing eve hears')
  for (const stream of [here, there, eves]) await stream.stop()
})

t.test('a stream ends with its session, before it tells another thing', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  const stream = await listen(browser)
  await stream.next()
  await browser.call('POST', '/api/auth/logout')
  const again = trek.browser()
  await again.call('POST', '/api/auth/login', account)
  await again.call('POST', '/api/trips', { title: 'Secret' })
  t.equal(await stream.next(), undefined)
})

t.test('neither open streams nor connections made ahead keep the server from stopping', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const stream = await listen(browser)
  await stream.next()
  const ahead = connect(Number(new URL(trek.url).port), '127.0.0.1')
  await once(ahead, 'connect')
  const began = Date.now()
  await trek.stop()
  t.ok(Date.now() - began < 5000)
  t.equal(await stream.next(), undefined)
})
