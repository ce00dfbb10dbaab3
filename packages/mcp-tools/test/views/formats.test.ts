import t from 'tap'
import { counted, createFormats } from '../../src/views/browser/formats.ts'

const british = createFormats('en-GB')

t.test('money is written as people of the region do', async (t) => {
  t.equal(british.money(1234.5, 'EUR'), '€1,234.50')
  t.match(british.money(1200, 'JPY'), /¥1,200$/)
  t.match(createFormats('de-DE').money(1234.5, 'EUR'), /^1\.234,50\s€$/)
})

t.test('a currency nobody knows stays beside the number', async (t) => {
  t.equal(british.money(12.5, undefined), '12.50')
  t.equal(british.money(12.5, 'coins'), '12.50 coins')
})

t.test('calendar days are the same everywhere, and text that is none stays', async (t) => {
  t.match(british.day('2027-05-01'), /^Sat,? 1 May$/)
  t.equal(british.day('tomorrow'), 'tomorrow')
  t.match(british.period('2027-05-01', '2027-05-03'), /^1\s?–\s?3 May 2027$/)
  t.equal(british.period('2027-05-03', '2027-05-01'), '2027-05-03 – 2027-05-01')
  t.equal(british.period('2027-05-03', undefined), undefined)
})

t.test('a region that is none gives the one of the browser', async (t) => {
  const own = createFormats(undefined).money(1.5, 'EUR')
  for (const locale of ['not a locale', '', '../..']) t.equal(createFormats(locale).money(1.5, 'EUR'), own)
})

t.test('counts', async (t) => {
  t.same(
    [0, 1, 2].map((count) => counted(count, 'visit')),
    ['0 visits', '1 visit', '2 visits']
  )
})
