import type { UnreachableReason } from '@trek/guarded-fetch'

/** Why a document could not be had, for logs and audit. */
export type UnavailableReason =
  | UnreachableReason
  | 'redirected'
  | 'status_not_ok'
  | 'content_encoded'
  | 'not_json'
  | 'too_many_at_once'
  | 'too_many_of_origin_at_once'
  | 'too_many_per_minute'
  | 'too_many_of_origin_per_minute'
  | 'failed_before'

/**
 * The one refusal of this folder. Its message never differs, so that whoever chose the URL cannot use us to look into
 * our network; `reason` and `detail` must not be sent.
 */
export class DocumentUnavailableError extends Error {
  override readonly name = 'DocumentUnavailableError'
  readonly reason: UnavailableReason
  /** What the reason leaves open: a rule, a status, an error code. Absent: nothing. */
  readonly detail: string | undefined

  constructor(reason: UnavailableReason, detail?: string) {
    super('The document could not be loaded')
    this.reason = reason
    this.detail = detail
  }
}
