/** Codes are public: assistants act on them. */
export type OutsideErrorCode =
  | 'upstream_failed'
  | 'rate_limited'
  | 'place_not_found'
  | 'unsupported_link'
  | 'no_coordinates'
  | 'empty_list'

/**
 * A look-up that came to nothing. The message is for whoever asked and says what to do; nothing of what the service
 * answered is in it.
 */
export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  readonly code: OutsideErrorCode

  constructor(code: OutsideErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
