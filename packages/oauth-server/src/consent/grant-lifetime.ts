import type { ConsentTexts } from '../locales/consent/consent-texts.ts'
import type { Settings } from '../options.ts'

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
export function howLong({ idleDays, mostDays }: GrantLifetime, texts: ConsentTexts): string {
  return mostDays === undefined ? texts.lasts(idleDays) : texts.lastsAtMost(idleDays, mostDays)
}
