import t from 'tap'
import { type Answering, outsideAt, startService } from '../support/service.ts'

const newYear = {
  date: '2027-01-01',
  localName: 'Neujahr',
  name: "New Year's Day",
  countryCode: 'DE',
  fixed: false,
  global: true,
  counties: null,
  launchYear: null,
  types: ['Public']
}
const epiphany = {
  ...newYear,
  date: '2027-01-06',
  localName: 'Heilige Drei Könige',
  name: 'Epiphany',
  global: false,
  counties: ['DE-BW', 'DE-BY', 'DE-ST']
}
const half = { ...newYear, date: '2027-12-24', types: ['Bank', 'Optional'] }

const nager: Answering = ({ path }, reply) => {
  if (path === '/api/v3/AvailableCountries') return [{ countryCode: 'DE', name: 'Germany' }]
  return path === '/api/v3/PublicHolidays/2027/DE' ? [epiphany, half, newYear] : reply.code(404).send()
}

const now = () => new Date('2027-06-10T12:00:00Z')

function holidaysAt(url: string, options: Parameters<typeof outsideAt>[1] = {}) {
  const outside = outsideAt(url, { addresses: { holidays: url }, now, ...options })
  if (!outside.holidays) throw new Error('there is no source of holidays')
  return { source: outside.holidays, failures: outside.failures }
}

t.test('the public holidays of a country by date, and the regions that have some of their own', async (t) => {
  const { url, asked } = await startService(t, nager)
  const { source } = holidaysAt(url)
  t.same(await source.countries(), [{ countryCode: 'DE', name: 'Germany' }])
  t.same(await source.of('DE', 2027), [newYear, epiphany])
  t.same(await source.regions('DE'), ['DE-BW', 'DE-BY', 'DE-ST'])
  await Promise.all([source.countries(), source.of('DE', 2027), source.regions('DE')])
  t.equal(asked.length, 2, 'each is asked once a day')
})

t.test('a country or year nobody knows has no answer, which is not an empty one', async (t) => {
  const { url } = await startService(t, nager)
  const { source, failures } = holidaysAt(url)
  t.equal(await source.of('DE', 1900), undefined)
  t.equal(await source.regions('XX'), undefined)
  t.same(failures, [])
})

/** Each: what a service answers that no plan may be made from. */
const useless: { name: string; answer: Answering }[] = [
  { name: 'a page', answer: (_, reply) => reply.type('text/html').send('<h1>Hello') },
  { name: 'a fault', answer: (_, reply) => reply.code(500).send() },
  { name: 'a redirect into our network', answer: (_, reply) => reply.redirect('http://169.254.169.254/') },
  { name: 'too many at once', answer: (_, reply) => reply.code(429).send() },
  { name: 'other JSON', answer: () => ({ holidays: [] }) },
  { name: 'a day that is none', answer: () => [{ ...newYear, date: '2027-02-30' }] },
  { name: 'a day of another year', answer: () => [{ ...newYear, date: '2026-01-01' }] },
  { name: 'text where regions are named', answer: () => [{ ...epiphany, counties: ['<script>'] }] },
  { name: 'a name without end', answer: () => [{ ...newYear, name: 'x'.repeat(10_000) }] },
  { name: 'holidays without end', answer: () => Array.from({ length: 1001 }, () => newYear) }
]

for (const { name, answer } of useless) {
  t.test(`${name} is no answer, and nobody waits for the next one`, async (t) => {
    const { url, asked } = await startService(t, answer)
    const { source, failures } = holidaysAt(url)
    t.equal(await source.of('DE', 2027), undefined)
    const attempts = asked.length
    t.equal(await source.of('DE', 2027), undefined)
    t.equal(asked.length, attempts, 'not asked again at once')
    t.ok(failures.every((failure) => failure.startsWith('The service for public holidays: ')))
  })
}

t.test('countries whose codes are none are no answer either', async (t) => {
  const { url } = await startService(t, () => [{ countryCode: '../v1', name: 'Germany' }])
  t.equal(await holidaysAt(url).source.countries(), undefined)
})

t.test('a service that hangs is waited for as long as is set', async (t) => {
  const { url } = await startService(t, () => new Promise(() => {}))
  const { source, failures } = holidaysAt(url, { timeoutMilliseconds: 200 })
  t.equal(await source.of('DE', 2027), undefined)
  t.same(failures, ['The service for public holidays: timed_out'])
})

t.test('nobody is asked unless an address is set, or while outside look-ups are off', async (t) => {
  const { url, asked } = await startService(t, nager)
  t.equal(outsideAt(url).holidays, undefined)
  t.equal(await holidaysAt(url, { isOn: false }).source.of('DE', 2027), undefined)
  t.same(asked, [])
})
