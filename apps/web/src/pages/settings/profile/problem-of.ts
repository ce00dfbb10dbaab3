import { ApiError } from '../../../api/client.ts'

/** What a refusal says about one field of the form. */
export function problemOf(error: Error | null, field: string): string | undefined {
  return error instanceof ApiError && error.field === field ? error.message : undefined
}
