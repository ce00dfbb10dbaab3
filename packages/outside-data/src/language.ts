const OTHER_NAMES: Record<string, string> = { br: 'pt-BR', gr: 'el', 'el-GR': 'el' }

/** A language tag as the services know it, from one as people write it. */
export function languageTag(language: string): string {
  return OTHER_NAMES[language] ?? language
}
