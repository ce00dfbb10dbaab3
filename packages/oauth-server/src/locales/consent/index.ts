import type { Language } from '../languages.ts'
import type { ConsentTexts } from './consent-texts.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'

const TEXTS: Record<Language, ConsentTexts> = { en, de, es, fr }

export function consentTextsIn(language: Language): ConsentTexts {
  return TEXTS[language]
}
