import t from 'tap'
import {
  allButDelete,
  readOnlyScopes,
  withScopes
} from '../../../../../src/pages/settings/mcp/clients/scope-selection.ts'

const scope = (name: string) => ({ name, label: name, description: name })
const groups = [
  { name: 'Trips', scopes: ['trips:read', 'trips:write', 'trips:delete', 'trips:share'].map(scope) },
  { name: 'Weather', scopes: [scope('weather:read')] }
]

t.test('shortcuts choose across all groups', async (t) => {
  t.same(readOnlyScopes(groups), ['trips:read', 'weather:read'])
  t.same(allButDelete(groups), ['trips:read', 'trips:write', 'trips:share', 'weather:read'])
})

t.test('a scope is chosen once, or not at all', async (t) => {
  t.same(withScopes(['a', 'b'], ['b', 'c'], true), ['a', 'b', 'c'])
  t.same(withScopes(['a', 'b'], ['b', 'c'], false), ['a'])
})
