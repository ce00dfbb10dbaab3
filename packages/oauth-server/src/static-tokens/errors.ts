import { createError } from '@fastify/error'

/** The person has as many static tokens as one may have. */
export class StaticTokenLimitError extends createError('OAUTH_STATIC_TOKEN_LIMIT', '%s', 409) {
  constructor(limit: number) {
    super(`You have ${limit} tokens, which is as many as there can be: delete one first`)
  }
}

/** Static tokens are switched off, altogether or for this person. */
export class StaticTokensDisabledError extends createError('OAUTH_STATIC_TOKENS_DISABLED', '%s', 403) {
  constructor() {
    super('Static tokens are switched off here')
  }
}
