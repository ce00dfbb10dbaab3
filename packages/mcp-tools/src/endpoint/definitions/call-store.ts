/** Turns a value into a text that only this application can read and nobody can change, on any of its nodes. */
export interface Sealer {
  /** What is sealed for one purpose cannot be opened for another. */
  seal(purpose: string, value: unknown, lifetimeSeconds: number): string
  /** `undefined` for what is not ours, was changed, is for another purpose or too old. */
  open(purpose: string, sealed: string): unknown
}

export interface IdempotentCall {
  subject: string
  clientId: string
  tool: string
  /** As the client chose it. */
  key: string
  /** Of the arguments, so that a key that comes with others is noticed. */
  argumentsDigest: string
}

export type IdempotencyState =
  /** Nobody has called with this key: run it, then `finish` or `abandon`. */
  | { state: 'new' }
  /** Another request runs it now, or died while it did. */
  | { state: 'running' }
  /** The key was used with other arguments. */
  | { state: 'conflict' }
  /** It has happened. `result` is `undefined` when it was too large to be kept. */
  | { state: 'done'; result: unknown }

/** Makes a write that is sent twice happen once, on whichever node it arrives. */
export interface Idempotency {
  begin(call: IdempotentCall): Promise<IdempotencyState>
  /** Keeps the result for a day, or that there was one when it is too large. Whoever took the call over is not disturbed. */
  finish(call: IdempotentCall, result: unknown): Promise<void>
  /** Nothing was done: the key may be used again. */
  abandon(call: IdempotentCall): Promise<void>
}

export type ConfirmationOutcome = 'pending' | 'approved' | 'denied' | 'unknown'

/** Questions that are answered on a page of ours, by the person themselves. */
export interface Confirmations {
  /** Answers with an unguessable id and the page's URL, which holds nothing else. */
  create(question: { subject: string; clientName: string; message: string }): Promise<{ id: string; url: string }>
  /** Of a question that was put to this person; `unknown` of anybody else's. An approval is told once. */
  take(id: string, subject: string): Promise<ConfirmationOutcome>
}

/** What the endpoint keeps between requests, shared by all nodes. */
export interface CallStore {
  sealer: Sealer
  /** Absent: repeated writes are not recognised. */
  idempotency?: Idempotency
  /** Answers whether this is the first use of an identifier, ever, among all nodes. */
  useOnce(identifier: string, lifetimeSeconds: number): Promise<boolean>
  /** Absent: nothing is confirmed in the browser. */
  confirmations?: Confirmations
}

/** How often one may call. Decides without waiting for anybody; nodes tell each other their counts now and then. */
export interface CallLimiter {
  /** Counts a request; answers with 0, or with the seconds to wait. */
  take(key: string): number
}
