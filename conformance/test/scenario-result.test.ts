import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readResults } from '../src/scenario-result.ts'

t.test('the results are where the suite leaves them, under the names of its scenarios', async (t) => {
  const directory = t.testdir({})
  const checks = [{ id: 'x', status: 'SUCCESS', description: 'It does' }]
  for (const name of [
    'server-server-stateless-2026-01-31T12-00-00-000Z',
    'server-sep-2164-resource-not-found-2026-01-31T12-00-01-000Z',
    'authorization-server-authorization-code-grant-2026-01-31T12-00-02-000Z'
  ]) {
    await mkdir(join(directory, name))
    await writeFile(join(directory, name, 'checks.json'), JSON.stringify(checks))
  }
  t.same(await readResults(directory), [
    { scenario: 'authorization-code-grant', checks },
    { scenario: 'sep-2164-resource-not-found', checks },
    { scenario: 'server-stateless', checks }
  ])
})

t.test('a scenario that came to no end has no checks', async (t) => {
  const directory = t.testdir({ 'server-ping-2026-01-31T12-00-00-000Z': {} })
  t.same(await readResults(directory), [{ scenario: 'ping', checks: [] }])
})

t.test('results that cannot be read are an error', async (t) => {
  const directory = t.testdir({ 'server-ping-2026-01-31T12-00-00-000Z': { 'checks.json': '{' } })
  await t.rejects(readResults(directory), SyntaxError)
})
