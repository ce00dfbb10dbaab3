import type { Questions } from '../definitions/questions.ts'

/** Leaves a handler whose questions have no answers yet; the endpoint turns it into an answer. Not a failure. */
export class InputRequired extends Error {
  readonly questions: Questions

  constructor(questions: Questions) {
    super('input is required')
    this.questions = questions
  }
}

/** The client cannot be asked, so the model has to do with this. */
export class CannotAskError extends Error {}

/** Whether something was thrown to leave a handler, not because of it. */
export function leavesHandler(error: unknown): boolean {
  return error instanceof InputRequired || error instanceof CannotAskError
}
