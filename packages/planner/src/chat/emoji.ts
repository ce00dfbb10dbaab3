import { InvalidInputError } from '../errors.ts'

// The flag `v` knows emoji of several characters; as a literal it would need a newer compile target.
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v')
/** Asks for the colourful form of a character that also has a plain one, such as U+2764. */
const COLOURFUL = '\uFE0F'

/** One emoji, in its usual form. @throws {InvalidInputError} `invalid_value` for anything else. */
export function checkEmoji(emoji: string): string {
  const found = [emoji, emoji + COLOURFUL].find((text) => EMOJI.test(text))
  if (found === undefined) throw new InvalidInputError('invalid_value', 'emoji has to be one emoji, such as 👍')
  return found
}
