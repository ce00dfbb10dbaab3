import { createHash } from 'node:crypto'

/** SHA-256 of a text: what the tables hold of a secret or of an identifier. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
