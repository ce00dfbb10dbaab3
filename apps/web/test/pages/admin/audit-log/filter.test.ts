import t from 'tap'
import { asQuery, readFilter } from '../../../../src/pages/admin/audit-log/filter.ts'

t.test('the address of the page becomes a question to the API; the last day is included', async (t) => {
  const filter = readFilter(new URLSearchParams('type=token.&person=anna&client=c1&from=2027-05-01&to=2027-05-02'))
  t.same(asQuery(filter), {
    type: 'token.',
    person: 'anna',
    client_id: 'c1',
    since: new Date(2027, 4, 1).toISOString(),
    until: new Date(2027, 4, 3).toISOString()
  })
})

t.test('what is empty or no day is not asked for', async (t) => {
  t.same(asQuery(readFilter(new URLSearchParams('from=yesterday&to=2027-13-45&type='))), {})
})
