import t from 'tap'
import { createCache } from '../../src/service/cache.ts'

t.test('a value is good for its time, and the oldest makes room', async (t) => {
  let now = 0
  let loads = 0
  const cache = createCache<number>({ secondsOf: () => 60, maxEntries: 2, now: () => now })
  const load = async () => ++loads
  t.equal(await cache.get(['a'], load), 1)
  now = 59_999
  t.equal(await cache.get(['a'], load), 1)
  now = 60_000
  t.equal(await cache.get(['a'], load), 2, 'no longer good')
  await cache.get(['b'], load)
  await cache.get(['c'], load)
  t.equal(await cache.get(['b'], load), 3)
  t.equal(await cache.get(['a'], load), 5, 'the oldest had to go')
})

t.test('who asks while it is loaded waits for the same', async (t) => {
  const cache = createCache<string>({ secondsOf: (value) => (value === 'short' ? 0 : 60), maxEntries: 2 })
  let loads = 0
  const load = async () => {
    loads++
    await new Promise(setImmediate)
    return 'short'
  }
  t.same(await Promise.all([cache.get([1, 'x'], load), cache.get([1, 'x'], load)]), ['short', 'short'])
  t.equal(loads, 1)
  await cache.get([1, 'x'], load)
  t.equal(loads, 2, 'what is good for no time is not kept')
  await t.rejects(
    cache.get([2], async () => {
      throw new RangeError('no')
    }),
    RangeError
  )
  t.equal(await cache.get([2], async () => 'fine'), 'fine', 'failures are not kept')
})
