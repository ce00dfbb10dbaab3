import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { databaseOnACable } from '../support/database-cable.ts'
import { listen } from '../support/event-stream.ts'
import { startTrek } from '../support/trek.ts'

t.test('health says which version runs', async (t) => {
  const trek = await startTrek(t)
  const { status, body } = await trek.browser().call('GET', '/api/health')
  t.equal(status, 200)
  t.match(body, { status: 'ok', version: /^\d+\.\d+\.\d+$/ })
})

t.test('without its database the server lives on, says so, and recovers by itself', async (t) => {
  const cable = await databaseOnACable(t)
  const trek = await startTrek(t, { DATABASE_URL: cable.url })
  const { browser } = await trek.signedIn('anna')
  const health = async () => (await browser.call('GET', '/api/health')).status
  const stream = await listen(browser)
  await stream.next()
  t.equal(await health(), 200)

  cable.pull()
  const { status, headers, body } = await browser.call('GET', '/api/health')
  t.match({ status, body }, { status: 503, body: { status: 'unavailable' } })
  t.equal(headers.get('retry-after'), '5')
  t.match(await browser.call('GET', '/api/trips'), { status: 500, body: { error: 'internal' } })

  await setTimeout(2000)
  t.equal(await health(), 503)
  cable.plugIn()
  for (let tries = 0; tries < 100 && (await health()) !== 200; tries++) await setTimeout(100)
  t.equal(await health(), 200)
  t.match(await browser.call('GET', '/api/trips'), { status: 200 }, 'the session outlived it')
  t.match(await stream.next(), { event: 'ready' }, 'pages hear that they may have missed something')
  await browser.call('POST', '/api/trips', { title: 'Lisbon' })
  t.match(await stream.next(), { data: { type: 'trip:created' } }, 'and live events flow again')
  await stream.stop()
})
