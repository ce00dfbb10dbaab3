import t from 'tap'
import { resolveResourceIndicator } from '../../src/authorization-request/resource-indicator.ts'
import { resolveResources } from '../../src/protected-resource.ts'
import { createScopeCatalogue } from '../../src/scope.ts'

const invalidTarget = Object.assign(new Error('The requested resource is unknown'), { error: 'invalid_target' })
const scopes = createScopeCatalogue({ read: 'Read' })
const one = resolveResources(['https://a.example/mcp'], scopes)
const two = resolveResources(['https://a.example/mcp', 'https://a.example/files'], scopes)

t.test('AS-32: spellings of a known resource name it', async (t) => {
  for (const spelling of [
    'https://a.example/mcp',
    'https://A.EXAMPLE/mcp',
    'https://a.example:443/mcp',
    'https://a.example/mcp/'
  ]) {
    t.equal(resolveResourceIndicator([spelling], two).resource, 'https://a.example/mcp', spelling)
  }
  t.equal(resolveResourceIndicator(['https://a.example/files'], two).resource, 'https://a.example/files')
})

t.test('AS-32: several spellings of one resource are one; two resources are too many', async (t) => {
  t.equal(
    resolveResourceIndicator(['https://a.example/mcp', 'https://a.example/mcp/'], two).resource,
    'https://a.example/mcp'
  )
  t.throws(() => resolveResourceIndicator(['https://a.example/mcp', 'https://a.example/files'], two), invalidTarget)
})

t.test('AS-32: anything else is an invalid target', async (t) => {
  for (const indicator of [
    'https://b.example/mcp',
    'https://a.example/mcp#x',
    '/mcp',
    'https://a.example/mcp?x=1',
    'https://a.example/mcpx'
  ]) {
    t.throws(() => resolveResourceIndicator([indicator], one), invalidTarget, indicator)
  }
})

t.test('AS-33: without an indicator the default resource is meant', async (t) => {
  t.equal(resolveResourceIndicator([], two).resource, 'https://a.example/mcp')
})

t.test('AS-34: the bare origin names the only resource on it', async (t) => {
  t.equal(resolveResourceIndicator(['https://a.example/'], one).resource, 'https://a.example/mcp')
  t.equal(resolveResourceIndicator(['https://a.example'], one).resource, 'https://a.example/mcp')
  t.throws(() => resolveResourceIndicator(['https://a.example/'], two), invalidTarget)
})
