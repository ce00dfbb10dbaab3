import t from 'tap'
import { groupByApp } from '../../../../../src/pages/settings/mcp/apps/installations.ts'

function session(id: string, name: string, { used, made = '2027-01-01T00:00:00Z' }: { used?: string; made?: string }) {
  return {
    id,
    kind: 'user',
    client: { id: `client of ${id}`, name, kind: 'dynamic' },
    scopes: [],
    created_at: made,
    last_used_at: used ?? null
  }
}

t.test('every installation of an app stands under its name, the last used first', async (t) => {
  const apps = groupByApp([
    session('old', 'Cursor', { used: '2027-01-02T00:00:00Z' }),
    session('claude', 'Claude', { used: '2027-01-03T00:00:00Z' }),
    session('new', 'Cursor', { made: '2027-01-04T00:00:00Z' })
  ])
  t.same(
    apps.map(({ name, installations }) => [name, installations.map(({ id }) => id)]),
    [
      ['Cursor', ['new', 'old']],
      ['Claude', ['claude']]
    ]
  )
})
