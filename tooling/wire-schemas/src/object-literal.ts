import { runInNewContext } from 'node:vm'

/**
 * The value of the object literal that begins at an offset of some JavaScript. It is evaluated in a context of its own,
 * where it can refer to nothing.
 *
 * @throws {Error} when no complete literal begins there, or it is more than a literal.
 */
export function readObjectLiteral(source: string, start: number): object {
  if (source[start] !== '{') throw new Error(`no object literal begins at ${start}`)
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const character = source[at]
    if (character === '"' || character === "'" || character === '`') at = endOfText(source, at)
    else if (character === '{') depth++
    else if (character === '}' && --depth === 0) return evaluate(source.slice(start, at + 1))
  }
  throw new Error(`the object literal at ${start} does not end`)
}

function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === source[start]) return at
  }
  throw new Error(`the text at ${start} does not end`)
}

/** By way of JSON, so that its objects are this context's own. */
function evaluate(literal: string): object {
  return JSON.parse(JSON.stringify(runInNewContext(`(${literal})`, Object.create(null)))) as object
}
