import { EventEmitter, once } from 'node:events'
import type { TestContext } from '@trek/test-postgres'
import postgres from 'postgres'
import t from 'tap'
import { MESSAGE_LIMIT } from '../../src/endpoint/definitions/message-bus.ts'
import { createPostgresBus, type PostgresBusOptions } from '../../src/store/index.ts'
import { twoNodes } from '../support/two-nodes.ts'

/** What a host has: a connection of its own that listens. */
function listenOn(t: TestContext, url: string): PostgresBusOptions['listen'] {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  t.teardown(() => client.end({ timeout: 1 }))
  return async (channel, listener) => (await client.listen(channel, (payload) => listener.message(payload))).unlisten
}

async function twoBuses(t: TestContext) {
  const { db, otherDb, url } = await twoNodes(t)
  const here = await createPostgresBus({ db, listen: listenOn(t, url) })
  const there = await createPostgresBus({ db: otherDb, listen: listenOn(t, url) })
  return { here, there, db, url }
}

t.test('a message reaches every node, its own too, as it was', async (t) => {
  const { here, there } = await twoBuses(t)
  const heard = new EventEmitter()
  here.listen((message) => heard.emit('here', message))
  there.listen((message) => heard.emit('there', message))
  const message = `it's "quoted" \\ ✈️ ${'x'.repeat(100)}`
  const both = Promise.all([once(heard, 'here'), once(heard, 'there')])
  await here.publish(message)
  t.same(await both, [[message], [message]])
})

t.test('who stopped listening hears nothing, and the others go on', async (t) => {
  const { here, there } = await twoBuses(t)
  const heard: string[] = []
  const events = new EventEmitter()
  const stop = there.listen((message) => heard.push(`stopped ${message}`))
  there.listen((message) => events.emit('message', message))
  stop()
  const arrived = once(events, 'message')
  await here.publish('one')
  await arrived
  t.same(heard, [])
})

t.test('a message of the largest size goes, one byte more is a mistake', async (t) => {
  const { here, there } = await twoBuses(t)
  const events = new EventEmitter()
  there.listen((message) => events.emit('message', message))
  const arrived = once(events, 'message')
  const largest = 'ü'.repeat(MESSAGE_LIMIT / 2)
  await here.publish(largest)
  t.same(await arrived, [largest])
  await t.rejects(here.publish(`${largest}x`), {
    name: 'TypeError',
    message: 'a message of 7001 bytes is too long: 7000 bytes are the most'
  })
})

t.test('another channel is another conversation, and a closed bus hears nothing', async (t) => {
  const { here, there, db, url } = await twoBuses(t)
  const elsewhere = await createPostgresBus({ db, listen: listenOn(t, url), channel: 'elsewhere' })
  const heard: string[] = []
  const events = new EventEmitter()
  elsewhere.listen((message) => heard.push(`elsewhere ${message}`))
  there.listen((message) => heard.push(`there ${message}`))
  here.listen((message) => events.emit('message', message))
  await there.close()
  const arrived = once(events, 'message')
  await here.publish('one')
  await arrived
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.same(heard, [])
})
