import { Compile, type Validator } from 'typebox/compile'
import type { TSchema } from 'typebox'

const MAX_DEPTH = 32
const MAX_BYTES = 32 * 1024

export interface CompiledSchema {
  /** As it is published: JSON, without the library's own marks. */
  json: Record<string, unknown>
  /** Made when it is first asked for, and kept: those of a large catalogue would make a start wait. */
  readonly validator: Validator
}

/**
 * @throws {TypeError} for a schema that clients could not use: one that points outside of itself, or is deeper or larger
 * than models can follow.
 */
export function compileSchema(schema: TSchema): CompiledSchema {
  const text = JSON.stringify(schema)
  if (text.length > MAX_BYTES) throw new TypeError(`has a schema of more than ${MAX_BYTES} bytes`)
  const json = JSON.parse(text) as Record<string, unknown>
  if (depthOf(json) > MAX_DEPTH) throw new TypeError(`has a schema more than ${MAX_DEPTH} levels deep`)
  if (/"\$(?:ref|dynamicRef)":"(?!#)/.test(text)) throw new TypeError('has a schema that refers to another document')
  let compiled: Validator | undefined
  return {
    json,
    get validator() {
      return (compiled ??= Compile(schema))
    }
  }
}

/** One sentence a path: what is wrong there. */
export function describeProblems(validator: Validator, value: unknown): string {
  const problems = validator
    .Errors(value)
    .map(({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.') || 'arguments'}: ${message}`)
  return [...new Set(problems)].slice(0, 10).join('; ')
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}
