import type { Settings } from '../options.ts'
import { html, type Html } from './html.ts'

const DAY_SECONDS = 86400

/** How long people give access for. */
export interface GrantLifetime {
  /** So many days without being used end the grant. */
  idleDays: number
  /** So many days end it in any case; absent: it lives as long as it is used. */
  mostDays?: number
}

export function grantLifetimeOf({ lifetimes }: Settings): GrantLifetime {
  const { refreshTokenSeconds, grantSeconds } = lifetimes
  return {
    idleDays: Math.floor(refreshTokenSeconds / DAY_SECONDS),
    ...(grantSeconds !== undefined && { mostDays: Math.ceil(grantSeconds / DAY_SECONDS) })
  }
}

/** The same for people. */
export function howLong({ idleDays, mostDays }: GrantLifetime): Html {
  return html`Access lasts until you end it, or until it has not been used for
${idleDays} days${mostDays !== undefined && html`; after ${mostDays} days you are asked again`}.`
}
