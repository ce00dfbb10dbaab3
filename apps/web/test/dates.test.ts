import t from 'tap'
import { formatDate, formatDates, formatDay, formatLocalTime, formatTimes } from '../src/dates.ts'

t.test('a day is the same day wherever it is read', async (t) => {
  for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC']) {
    process.env.TZ = zone
    t.match(formatDay(2, '2027-05-02'), /^Day 2 · .*\b2\b/, zone)
    t.match(formatDate('2027-12-31T00:00:00.000Z'), /31.*2027/, zone)
    t.match(formatDates('2027-05-01', '2027-05-03'), /1\D+3.*2027/, zone)
  }
})

t.test('what is not known yet is left out', async (t) => {
  t.equal(formatDates(null, null), 'No dates yet')
  t.equal(formatDay(3, null), 'Day 3')
  t.equal(formatTimes('09:00', '11:00'), '09:00 – 11:00')
  t.equal(formatTimes('09:00', null), '09:00')
  t.equal(formatTimes(null, null), '')
})

t.test('a local time is said as far as it is known', async (t) => {
  process.env.TZ = 'Pacific/Kiritimati'
  t.match(formatLocalTime('2027-05-02T20:00'), /^Sun.*\b2\b.*, 20:00$/)
  t.match(formatLocalTime('2027-05-02'), /^Sun.*\b2\b[^:]*$/)
  t.equal(formatLocalTime('20:00'), '20:00')
})
