import t from 'tap'
import { newlyUsed } from '../../../../../src/pages/settings/mcp/connect/first-call.ts'

const session = (id: string, used: string | null) => ({
  id,
  kind: 'user',
  client: { id, name: id, kind: 'dynamic' },
  scopes: [],
  created_at: '2027-01-01T00:00:00Z',
  last_used_at: used
})

t.test('the first call of a new connection counts, and so does the next one of an old', async (t) => {
  const before = [session('old', '2027-01-01T00:00:00Z'), session('idle', null)]
  t.equal(newlyUsed(before, before), undefined)
  t.equal(newlyUsed(before, [...before, session('new', null)]), undefined, 'approved, but not heard of yet')
  t.match(newlyUsed(before, [...before, session('new', '2027-01-01T00:01:00Z')]), { id: 'new' })
  t.match(newlyUsed(before, [session('old', '2027-01-01T00:02:00Z')]), { id: 'old' })
})
