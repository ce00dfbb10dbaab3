import t from 'tap'
import { findProblems } from '../src/problems.ts'
import { resultTable } from '../src/result-table.ts'
import type { Check, ScenarioResult } from '../src/scenario-result.ts'
import type { Exceptions, Suite } from '../src/suites/suite.ts'

const check = (id: string, status: Check['status'], errorMessage?: string): Check => ({
  id,
  status,
  description: `The server does ${id}`,
  ...(errorMessage !== undefined && { errorMessage })
})
const scenario = (name: string, ...checks: Check[]): ScenarioResult => ({ scenario: name, checks })

const good = scenario('ping', check('ping', 'SUCCESS'), check('note', 'INFO'))
const bad = scenario('tools', check('list', 'FAILURE', 'no list'), check('order', 'WARNING'))
const idle = scenario('session', check('skipped', 'SKIPPED'), check('note', 'INFO'))

function suite(exceptions?: Exceptions, leastScenarios = 1): Suite {
  return { name: 'wire', leastScenarios, run: async () => [], ...(exceptions && { exceptions }) }
}

t.test('a run in which everything passes has no problem', async (t) => {
  t.same(findProblems(suite(), [good]), [])
})

t.test('failures and warnings are problems, by the words of the suite', async (t) => {
  t.same(findProblems(suite(), [good, bad]), [
    'FAILURE wire, tools, list: no list',
    'WARNING wire, tools, order: The server does order'
  ])
})

t.test('so is a scenario that tested nothing, and one that is not there', async (t) => {
  t.same(findProblems(suite(), [good, idle]), ['INCOMPLETE wire, session: nothing was tested'])
  t.same(findProblems(suite(), [good, scenario('cut short')]), ['INCOMPLETE wire, cut short: nothing was tested'])
  t.same(findProblems(suite(undefined, 2), [good]), ['INCOMPLETE wire: 1 of 2 scenarios ran'])
})

t.test('what is excepted is none, be it a scenario or a single check', async (t) => {
  t.same(findProblems(suite({ tools: 'no tools' }), [good, bad]), [])
  t.same(findProblems(suite({ session: 'no session' }), [good, idle]), [])
  t.same(findProblems(suite({ 'tools:list': 'no list' }), [good, bad]), [
    'WARNING wire, tools, order: The server does order'
  ])
  t.same(
    findProblems(suite({ tools: 'no tools' }, 2), [good, bad]),
    ['INCOMPLETE wire: 1 of 2 scenarios ran'],
    'and does not count as run'
  )
})

t.test('an exception that is no longer needed is reported', async (t) => {
  const unneeded = (exception: string) => `UNEXPECTED wire, ${exception}: it is no exception any more`
  for (const exception of ['ping', 'ping:ping', 'tools:name', 'resources', 'resources:list'])
    t.match(findProblems(suite({ [exception]: 'it was once' }, 0), [good, bad]).at(-1), unneeded(exception), exception)
})

t.test('the table has a line for each scenario, and says what is excepted and why', async (t) => {
  const outcomes = [
    { suite: suite({ 'tools:list': 'no list' }), results: [good, bad] },
    { suite: { ...suite(), name: 'other wire' }, results: [idle] }
  ]
  t.equal(
    resultTable(outcomes),
    [
      'suite       scenario  passed  failed  warnings  excepted',
      'wire        ping           1       0         0',
      'wire        tools          0       1         1  no list',
      'other wire  session        0       0         0'
    ].join('\n')
  )
})
