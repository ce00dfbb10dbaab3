import { Cleanup } from './cleanup.ts'
import { startFixture } from './fixture/start.ts'
import { inLanes } from './lanes.ts'
import { findOfficialSuite } from './official-suite.ts'
import { findProblems } from './problems.ts'
import { resultTable } from './result-table.ts'
import { authorization } from './suites/authorization.ts'
import { endpoint } from './suites/endpoint.ts'
import { startTrek } from './trek.ts'

/** Whatever hangs is ended well before a CI job would be. */
const WITHIN_MS = 240_000

/** Most of their time goes into waiting, but some scenarios look at the clock. */
const AT_A_TIME = 2

const cleanup = new Cleanup()
try {
  process.exitCode = (await Promise.race([runSuites(), interrupted(), tooLate()])) ? 0 : 1
} catch (error) {
  console.error(error)
  process.exitCode = 1
}
await cleanup.run()
process.exit()

/** Prints what came out, and answers whether nobody found anything to object to. */
async function runSuites(): Promise<boolean> {
  const official = findOfficialSuite(cleanup)
  const trek = await startTrek(cleanup)
  const fixture = await startFixture(cleanup)
  const withSessions = await startFixture(cleanup, { sessions: true })

  const suites = [...endpoint(fixture, withSessions), authorization(trek)]
  const outcomes = await inLanes(AT_A_TIME, suites, async (suite) => ({ suite, results: await suite.run(official) }))

  console.log(resultTable(outcomes))
  const problems = outcomes.flatMap(({ suite, results }) => findProblems(suite, results))
  if (problems.length > 0) console.log(['', ...problems].join('\n'))
  return problems.length === 0
}

function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => reject(new Error(signal)))
  })
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done within ${WITHIN_MS / 1000} s`)), WITHIN_MS)
  })
}
