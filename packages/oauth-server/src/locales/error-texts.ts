import type { InteractionGoneReason } from '../consent/errors.ts'

/** What the error page says, in one language. */
export interface ErrorTexts {
  startAgain: string
  removeAndAdd: string
  closeTab: string
  unknownRedirect: { title: string; message: string; sent: string; registered: string }
  /** By why it cannot be decided any more. */
  gone: Record<InteractionGoneReason, string>
  alreadyConnected: string
  nothingToDecide: string
  stale: { title: string; message: string; advice: string; link: string }
  tooOften: { title: string; message: string; advice: string }
  /** `message` and `reported`: only where the reason itself, which is English, cannot be the sentence. */
  refused: { title: string; message?: string; reported?: string }
  unreadable: { title: string; message: string }
  broken: { title: string; message: string; advice: string }
  /** Before the id by which the event is found in the server's log. */
  reference: string
}
