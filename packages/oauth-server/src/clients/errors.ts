import { createError } from '@fastify/error'

/** Something a person said about a client of theirs cannot be. */
export class ClientRefusedError extends createError('OAUTH_CLIENT_REFUSED', '%s', 422) {
  /** The field that is wrong, as a path: `redirect_uris/0`. */
  readonly field: string

  constructor(field: string, problem: string) {
    super(problem)
    this.field = field
  }
}

/** The person has as many clients as one may have. */
export class ClientLimitError extends createError('OAUTH_CLIENT_LIMIT', '%s', 409) {
  constructor(limit: number) {
    super(`You have ${limit} clients, which is as many as there can be: delete one first`)
  }
}
