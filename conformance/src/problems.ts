import type { Check, ScenarioResult } from './scenario-result.ts'
import type { Suite } from './suites/suite.ts'

/**
 * Why a run does not count as conforming, a line each. A warning is a reason, and so is a scenario that tested nothing.
 * What is excepted is none, until it passes.
 */
export function findProblems(suite: Suite, results: ScenarioResult[]): string[] {
  const { name, leastScenarios, exceptions = {} } = suite
  const counted = results.filter(({ scenario }) => !(scenario in exceptions))
  const objections = counted.flatMap(({ scenario, checks }) =>
    checks
      .filter((check) => isObjection(check) && !(`${scenario}:${check.id}` in exceptions))
      .map((check) => `${check.status} ${name}, ${scenario}, ${check.id}: ${check.errorMessage ?? check.description}`)
  )
  const idle = counted.filter((result) => !hasRun(result))
  const ran = counted.length - idle.length
  return [
    ...objections,
    ...idle.map(({ scenario }) => `INCOMPLETE ${name}, ${scenario}: nothing was tested`),
    ...(ran < leastScenarios ? [`INCOMPLETE ${name}: ${ran} of ${leastScenarios} scenarios ran`] : []),
    ...Object.keys(exceptions)
      .filter((exception) => !isNeeded(exception, results))
      .map((exception) => `UNEXPECTED ${name}, ${exception}: it is no exception any more`)
  ]
}

/** Whether what is excepted has been tried and did not pass. */
function isNeeded(exception: string, results: ScenarioResult[]): boolean {
  const [scenario, id] = exception.split(':')
  const result = results.find((candidate) => candidate.scenario === scenario)
  if (!result) return false
  if (id !== undefined) return result.checks.some((check) => check.id === id && isObjection(check))
  return !hasRun(result) || result.checks.some(isObjection)
}

function isObjection({ status }: Check): boolean {
  return status === 'FAILURE' || status === 'WARNING'
}

function hasRun({ checks }: ScenarioResult): boolean {
  return checks.some((check) => check.status === 'SUCCESS' || isObjection(check))
}
