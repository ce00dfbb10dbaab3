import { authorization } from './suites/authorization.ts'
import { Cleanup } from './cleanup.ts'
import { findProblems } from './problems.ts'
import { resultTable } from './result-table.ts'
import type { Suite } from './suites/suite.ts'
import { startTrek } from './trek.ts'

/** Whatever hangs is ended well before a CI job would be. */
const WITHIN_MS = 100_000

const suites: Suite[] = [authorization]

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
  const trek = await startTrek(cleanup)
  const outcomes = []
  for (const suite of suites) outcomes.push({ suite, results: await suite.run(trek, cleanup) })

  console.log(resultTable(outcomes.flatMap(({ results }) => results)))
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
