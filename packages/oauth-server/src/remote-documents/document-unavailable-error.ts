/** Why a document could not be had, for logs and audit. */
export type UnavailableReason =
  | 'url_refused'
  | 'name_not_resolved'
  | 'address_not_public'
  | 'connection_failed'
  | 'tls_failed'
  | 'timed_out'
  | 'answer_malformed'
  | 'redirected'
  | 'status_not_ok'
  | 'content_encoded'
  | 'not_json'
  | 'too_large'
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

/** What to note of an error of Node: its code, for messages quote hosts and certificates. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
