import t from 'tap'
import { createBundledHolidays } from '../src/holidays/bundled-holidays.ts'
import { createHolidayService } from '../src/holidays/holiday.service.ts'

const holidays = createHolidayService(createBundledHolidays())

t.test('a country has its holidays by date, with the regions that have them', async (t) => {
  const german = await holidays.list('de', 2026)
  t.same(german[0], {
    date: '2026-01-01',
    localName: 'Neujahr',
    name: "New Year's Day",
    countryCode: 'DE',
    fixed: true,
    global: true,
    counties: null,
    launchYear: null,
    types: ['Public']
  })
  t.match(
    german.find(({ localName }) => localName === 'Ostermontag'),
    { date: '2026-04-06', fixed: false, global: true }
  )
  t.match(
    german.find(({ date }) => date === '2026-01-06'),
    { localName: 'Heilige Drei Könige', global: false, counties: ['DE-BW', 'DE-BY', 'DE-ST'] }
  )
  const dates = german.map(({ date }) => date)
  t.same(dates, dates.toSorted())
})

t.test('a region has the holidays of the country and its own', async (t) => {
  const dates = async (region: string) => (await holidays.list(region, 2026)).map(({ date }) => date)
  t.ok((await dates('DE-BY')).includes('2026-01-06'))
  t.ok((await dates('de-by')).includes('2026-12-25'))
  t.notOk((await dates('DE-HH')).includes('2026-01-06'))
})

t.test('what a region does without is not a holiday all over', async (t) => {
  const british = await holidays.list('GB', 2026)
  const easterMonday = british.find(({ date }) => date === '2026-04-06')
  t.match(easterMonday, { global: false })
  t.ok(easterMonday?.counties?.includes('GB-ENG'))
  t.notOk(easterMonday?.counties?.includes('GB-SCT'))
})

t.test('a holiday of several days is on each of them', async (t) => {
  const turkish = await holidays.list('TR', 2026)
  const feast = turkish.filter(({ name }) => name.startsWith('End of Ramadan')).map(({ date }) => date)
  t.same(feast, ['2026-03-20', '2026-03-21', '2026-03-22'])

  const bosnian = await holidays.list('BA', 2025)
  const shortened = bosnian.filter(({ name }) => name.startsWith('End of Ramadan')).map(({ date }) => date)
  t.same(shortened, ['2025-03-30', '2025-03-31', '2025-04-01'], 'also when summer time begins in between')
})

t.test('an unknown country or region is an error that names known ones, not a year without holidays', async (t) => {
  await t.rejects(holidays.list('XX', 2026), { code: 'invalid_value', message: /list_holiday_countries/ })
  await t.rejects(holidays.list('DE-XX', 2026), { code: 'invalid_value', message: /DE has .*DE-BY/ })
  await t.rejects(holidays.list('MC-1', 2026), { code: 'invalid_value', message: /MC has none/ })
})

t.test('the countries have codes and English names', async (t) => {
  const countries = await holidays.countries()
  t.ok(countries.length > 190)
  t.match(
    countries.find(({ countryCode }) => countryCode === 'DE'),
    { name: 'Germany' }
  )
})

t.test('a year is worked out once, and the oldest is forgotten when there are very many', async (t) => {
  const source = createBundledHolidays()
  const first = source.of('MC', 1900)
  t.equal(source.of('MC', 1900), first)
  await Promise.all(Array.from({ length: 200 }, (_, i) => source.of('MC', 1901 + i)))
  t.not(source.of('MC', 1900), first)
  t.same(await source.of('MC', 1900), await first)
})

t.test('while the source has nothing to say it is an error, not an empty list', async (t) => {
  const silent = createHolidayService({
    countries: async () => undefined,
    regions: async () => undefined,
    of: async () => undefined
  })
  await t.rejects(silent.countries(), { code: 'upstream_failed' })
  await t.rejects(silent.list('DE', 2026), { code: 'upstream_failed' })
})
