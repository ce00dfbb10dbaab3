import type { ScenarioResult } from './scenario-result.ts'
import type { Suite } from './suites/suite.ts'

/** Why a run does not count as conforming, a line each. A warning is a reason, and so is a scenario that tested nothing. */
export function findProblems({ name, leastScenarios }: Suite, results: ScenarioResult[]): string[] {
  const objections = results.flatMap(({ scenario, checks }) =>
    checks
      .filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
      .map((check) => `${check.status} ${scenario}, ${check.id}: ${check.errorMessage ?? check.description}`)
  )
  const ran = results.filter(hasRun).length
  const isComplete = ran >= leastScenarios && ran === results.length
  return isComplete
    ? objections
    : [...objections, `INCOMPLETE ${name}: ${ran} of ${Math.max(leastScenarios, results.length)} scenarios ran`]
}

function hasRun({ checks }: ScenarioResult): boolean {
  return checks.some(({ status }) => status === 'SUCCESS' || status === 'FAILURE' || status === 'WARNING')
}
