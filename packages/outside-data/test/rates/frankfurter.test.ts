import t from 'tap'
import { createFrankfurter } from '../../src/rates/frankfurter.ts'
import { createService } from '../../src/service/service.ts'
import { outsideAt, startService } from '../support/service.ts'

const rates = (usd: number) => [{ date: '2027-06-10', base: 'EUR', quote: 'USD', rate: usd }]

t.test('units of each currency for one of the base, the base among them', async (t) => {
  const { url, asked } = await startService(t, () => rates(1.25))
  const { rates: source } = outsideAt(url)
  t.same(
    await source.of('EUR'),
    new Map([
      ['EUR', 1],
      ['USD', 1.25]
    ])
  )
  t.match(asked[0], { path: '/v2/rates', query: { base: 'EUR' } })
})

t.test('a currency nobody quotes', async (t) => {
  const { url } = await startService(t, (_, reply) => reply.code(404).send({ message: 'not found' }))
  t.equal(await outsideAt(url).rates.of('XTS'), undefined)
})

t.test('while the service is gone the last rates count, and nobody waits for each failure', async (t) => {
  let now = 0
  let isUp = true
  const { url, asked } = await startService(t, (_, reply) => (isUp ? rates(1.25) : reply.code(400).send()))
  const outbound = { isOn: true, timeoutMilliseconds: 1000, userAgent: 'x', onFailure: () => {} }
  const source = createFrankfurter(createService({ name: 'rates', baseUrls: [url] }, outbound), () => now)
  isUp = false
  t.equal(await source.of('EUR'), undefined, 'none yet')
  t.equal(await source.of('EUR'), undefined)
  t.equal(asked.length, 1, 'not asked again at once')
  isUp = true
  now = 60_000
  t.equal((await source.of('EUR'))?.get('USD'), 1.25)
  isUp = false
  now += 6 * 3600 * 1000
  t.equal((await source.of('EUR'))?.get('USD'), 1.25, 'the last known')
  t.equal(asked.length, 3)
})
