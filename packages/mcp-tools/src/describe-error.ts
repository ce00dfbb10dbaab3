import { PlannerError } from '@trek/planner'
import type { ExpectedError } from './endpoint/index.ts'

/** Refusals of the planner are the model's to read and repair. */
export function describePlannerError(error: unknown): ExpectedError | undefined {
  return error instanceof PlannerError ? { code: error.code, message: error.message } : undefined
}
