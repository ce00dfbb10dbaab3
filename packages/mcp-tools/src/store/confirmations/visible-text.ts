const NAME_LIMIT = 100

/** A text that somebody else wrote, made harmless to show: no control, invisible or direction-changing characters. */
export function visibleText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim()
}

/** The same for a name: one line, and no longer than a name should be. */
export function visibleName(name: string): string {
  const line = visibleText(name).replace(/\s+/gu, ' ')
  return Array.from(line).slice(0, NAME_LIMIT).join('') || 'An application'
}
