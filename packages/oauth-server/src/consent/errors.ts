import { createError } from '@fastify/error'
import { en } from '../locales/en.ts'

export type InteractionGoneReason = 'expired' | 'already_approved' | 'already_decided' | 'other_browser'

/** The interaction cannot be decided any more, or not from here. */
export class InteractionGoneError extends createError('OAUTH_INTERACTION_GONE', '%s', 400) {
  readonly reason: InteractionGoneReason

  constructor(reason: InteractionGoneReason) {
    super(en.gone[reason])
    this.reason = reason
  }
}

/** The decision does not answer the page shown to this person: another account, or a forged form. */
export class StaleConsentError extends createError('OAUTH_STALE_CONSENT', '%s', 403) {
  /** Local path of the page to look at again. */
  readonly consentUrl: string

  constructor(consentUrl: string) {
    super(en.stale.message)
    this.consentUrl = consentUrl
  }
}
