import { OutsideError } from '@trek/outside-data'
import { PlannerError } from '@trek/planner'
import type { ExpectedError } from './endpoint/index.ts'

/** Refusals of the planner, and look-ups that came to nothing, are the model's to read and repair. */
export function describePlannerError(error: unknown): ExpectedError | undefined {
  return error instanceof PlannerError || error instanceof OutsideError
    ? { code: error.code, message: error.message }
    : undefined
}
