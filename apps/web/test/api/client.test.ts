import t from 'tap'
import { queryString } from '../../src/api/client.ts'

t.test('a query holds what has a value', async (t) => {
  t.equal(queryString({ type: 'token.', limit: 50, before: undefined, person: '' }), '?type=token.&limit=50')
  t.equal(
    queryString({ client_id: 'https://client.example/?a=b&c' }),
    '?client_id=https%3A%2F%2Fclient.example%2F%3Fa%3Db%26c'
  )
  t.equal(queryString({}), '')
  t.equal(queryString(), '')
})
