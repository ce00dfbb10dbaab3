/** One attempt that failed; told to the log, never to whoever asked. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure'
  readonly reason: string
  /** Whether the same call may succeed a moment later. */
  readonly isTransient: boolean

  constructor(reason: string, isTransient = false) {
    super(reason)
    this.reason = reason
    this.isTransient = isTransient
  }
}
