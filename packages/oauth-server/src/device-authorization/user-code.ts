import { randomBytes as nodeRandomBytes } from 'node:crypto'
import type { RandomBytes } from '../token-format.ts'

/** No vowels, so no words, and nothing that looks like a digit (RFC 8628 section 6.1). */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ'
const LENGTH = 8
const NORMAL_FORM = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`)

/** A random user code in its normal form, 8 letters: one of 20^8. */
export function mintUserCode(randomBytes: RandomBytes = nodeRandomBytes): string {
  const unbiased = 256 - (256 % ALPHABET.length)
  let code = ''
  while (code.length < LENGTH) {
    for (const byte of randomBytes(LENGTH - code.length)) {
      if (byte < unbiased) code += ALPHABET[byte % ALPHABET.length]
    }
  }
  return code
}

/** The normal form of what a person typed, whatever its case, hyphens and spaces; undefined when it cannot be a code. */
export function normalizeUserCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s\p{Pd}._]/gu, '')
  return NORMAL_FORM.test(letters) ? letters : undefined
}

/** As people read and copy it: `WDJB-MJHT`. */
export function formatUserCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}
