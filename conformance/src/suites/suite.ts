import type { Cleanup } from '../cleanup.ts'
import type { ScenarioResult } from '../scenario-result.ts'
import type { Trek } from '../trek.ts'

/** A part of the official suite that is run as a whole. */
export interface Suite {
  name: string
  /** Fewer than these mean that something was left out, not that all is well. */
  leastScenarios: number
  run(trek: Trek, cleanup: Cleanup): Promise<ScenarioResult[]>
}
