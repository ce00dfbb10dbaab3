import type { Planner } from '@trek/planner'
import { ApiError } from '../errors.ts'

/** A hook for what belongs to an addon, or to a part of one. @throws {ApiError} 403 while that is switched off. */
export function requireAddon(planner: Planner, id: string) {
  return async (): Promise<void> => {
    if (!(await planner.addons.isEnabled(id))) throw new ApiError(403, 'addon_disabled', 'This is switched off here')
  }
}
