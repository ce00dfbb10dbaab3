/** Why nothing could be fetched, for logs and audit. */
export type UnreachableReason =
  | 'url_refused'
  | 'name_not_resolved'
  | 'address_not_public'
  | 'connection_failed'
  | 'tls_failed'
  | 'timed_out'
  | 'answer_malformed'
  | 'too_large'

/**
 * The one refusal of this package. Its message never differs, so that whoever chose the URL cannot use us to look into
 * our network; `reason` and `detail` must not be sent.
 */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly reason: UnreachableReason
  /** What the reason leaves open: a rule, an address, an error code. Absent: nothing. */
  readonly detail: string | undefined

  constructor(reason: UnreachableReason, detail?: string) {
    super('The address could not be reached')
    this.reason = reason
    this.detail = detail
  }
}

/** What to note of an error of Node: its code, for messages quote hosts and certificates. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
