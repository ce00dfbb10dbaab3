import { OutsideError } from '@trek/outside-data'
import { refusalIn } from '@trek/planner'
import type { ExpectedError } from './endpoint/index.ts'

/** Refusals of the planner, and look-ups that came to nothing, are the model's to read and repair. */
export function describePlannerError(error: unknown): ExpectedError | undefined {
  const refusal = error instanceof OutsideError ? error : refusalIn(error)
  return refusal && { code: refusal.code, message: refusal.message }
}
