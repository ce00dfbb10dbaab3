import Negotiator from 'negotiator'
import { de } from './de.ts'
import { en } from './en.ts'
import type { ErrorTexts } from './error-texts.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'

const TEXTS = { en, de, es, fr } satisfies Record<string, ErrorTexts>

/** A language the consent and error pages are written in. */
export type Language = keyof typeof TEXTS

export const LANGUAGES = Object.keys(TEXTS) as Language[]

export function textsIn(language: Language): ErrorTexts {
  return TEXTS[language]
}

/** The language a person likes best of those offered (RFC 9110 section 12.5.4); the first one when they like none. */
export function preferredLanguage(acceptLanguage: string | undefined, offered: readonly Language[]): Language {
  const [first = 'en'] = offered
  if (acceptLanguage === undefined) return first
  const liked = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages([...offered])[0]
  return offered.find((language) => language === liked) ?? first
}
