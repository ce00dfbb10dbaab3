import type { Settings } from '../options.ts'

/** Against 20^8 codes there could be. Not an option: it is what makes so short a code safe (RFC 8628 section 5.1). */
const ENTRIES = { requests: 10, perSeconds: 900 }

/**
 * Whether the person may have one more code looked up. Right ones count too, and each before it is looked up, so that
 * many at once do not slip through.
 */
export async function countUserCodeEntry(subject: string, { store }: Pick<Settings, 'store'>): Promise<boolean> {
  return (await store.rateLimits.take(`user_code ${subject}`, ENTRIES)) === 0
}
