import type { OfficialSuite } from '../official-suite.ts'
import type { ScenarioResult } from '../scenario-result.ts'

/** A part of the official suite that is run as a whole, against one thing. */
export interface Suite {
  name: string
  /** Fewer than these, exceptions not counted, mean that something was left out, not that all is well. */
  leastScenarios: number
  exceptions?: Exceptions
  run(official: OfficialSuite): Promise<ScenarioResult[]>
}

/** Scenarios (`scenario`) and checks (`scenario:check`) that do not pass, and why they need not. */
export type Exceptions = Readonly<Record<string, string>>
