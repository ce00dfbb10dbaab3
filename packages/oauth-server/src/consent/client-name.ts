const LIMIT = 100

/** A name a stranger chose, made harmless to show: no control, invisible or direction-changing characters, one line. */
export function cleanClientName(name: string): string {
  const visible = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return Array.from(visible).slice(0, LIMIT).join('')
}
