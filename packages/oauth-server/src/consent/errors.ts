import { createError } from '@fastify/error'

export type InteractionGoneReason = 'expired' | 'already_approved' | 'already_decided' | 'other_browser'

const MESSAGES: Record<InteractionGoneReason, string> = {
  expired: 'This request has expired.',
  already_approved: 'You have approved this request already, perhaps in another tab.',
  already_decided: 'This request was already answered.',
  other_browser: 'This request was started in another browser.'
}

/** The interaction cannot be decided any more, or not from here. */
export class InteractionGoneError extends createError('OAUTH_INTERACTION_GONE', '%s', 400) {
  readonly reason: InteractionGoneReason

  constructor(reason: InteractionGoneReason) {
    super(MESSAGES[reason])
    this.reason = reason
  }
}

/** The decision does not answer the page shown to this person: another account, or a forged form. */
export class StaleConsentError extends createError('OAUTH_STALE_CONSENT', '%s', 403) {
  /** Local path of the page to look at again. */
  readonly consentUrl: string

  constructor(consentUrl: string) {
    super('This page is out of date: it was shown to another account.')
    this.consentUrl = consentUrl
  }
}
