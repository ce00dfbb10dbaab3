import { OutsideError } from '@trek/outside-data'
import { PlannerError, refusalOf } from '@trek/planner'
import type { ExpectedError } from './endpoint/index.ts'

/** Refusals of the planner, and look-ups that came to nothing, are the model's to read and repair. */
export function describePlannerError(error: unknown): ExpectedError | undefined {
  const expected = error instanceof PlannerError || error instanceof OutsideError ? error : refusalOf(error)
  return expected && { code: expected.code, message: expected.message }
}
