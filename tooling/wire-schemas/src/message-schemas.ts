import { Ajv, type ErrorObject, type Options } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { publishedSchema, type PublishedSchema, type Schema } from './published-schema.ts'
import type { Revision } from './revision.ts'

/** The definitions of a revision, found by what a message says of itself. */
export interface MessageSchemas {
  has(definition: string): boolean
  /** The definition of a request or notification of this method. */
  ofMethod(method: string): string | undefined
  /** The definition of the result that a request of this method gets. */
  ofResult(method: string): string | undefined
  /** The definition of an error with this code. */
  ofError(code: number): string | undefined
  /** What is wrong with a value, a line each; none: it fits. */
  check(definition: string, value: unknown): string[]
}

/** Unions of all there is on one side: what fits any of them need not fit the one that is meant. */
const UNIONS = ['Request', 'Notification', 'Result', 'Message'].flatMap((kind) => [`Client${kind}`, `Server${kind}`])

const MOST_PROBLEMS = 6

const known = new Map<Revision, MessageSchemas>()

/** The schemas of a revision, compiled as they are first needed and kept for the process. */
export function messageSchemas(revision: Revision): MessageSchemas {
  const schemas = known.get(revision) ?? createMessageSchemas(revision)
  known.set(revision, schemas)
  return schemas
}

function createMessageSchemas(revision: Revision): MessageSchemas {
  const published = withFractions(publishedSchema(revision))
  const { definitions } = published
  const compile = createCompiler(published)
  const validators = new Map<string, ReturnType<typeof compile>>()
  const methods = new Map<string, string>()
  const results = new Map<string, string>()
  const errors = new Map<number, string>()
  for (const [name, { properties = {} }] of Object.entries(definitions)) {
    if (UNIONS.includes(name)) continue
    const method = properties.method?.const
    if (typeof method === 'string') {
      methods.set(method, name)
      const result = name.replace(/Request$/, 'Result')
      if (result !== name && result in definitions) results.set(method, result)
    }
    for (const code of errorCodes(properties.error)) errors.set(code, name)
  }

  return {
    has: (definition) => definition in definitions,
    ofMethod: (method) => methods.get(method),
    ofResult: (method) => results.get(method),
    ofError: (code) => errors.get(code),
    check(definition, value) {
      const validate = validators.get(definition) ?? compile(definition)
      validators.set(definition, validate)
      return validate(value) ? [] : describe(definition, validate.errors ?? [])
    }
  }
}

function createCompiler({ schema, keyword }: PublishedSchema) {
  // That the schemas are well-formed is tested once, not in every process that uses them.
  const options: Options = { strict: false, allErrors: true, validateSchema: false }
  const ajv = schema.$schema.includes('2020-12') ? new Ajv2020(options) : new Ajv(options)
  formats.default(ajv)
  ajv.addFormat('byte', true)
  ajv.addSchema(schema, 'mcp')
  return (definition: string) => ajv.compile({ $ref: `mcp#/${keyword}/${definition}` })
}

/** Two revisions allow a number field whole numbers only, by a mistake of the tool that wrote their schemas. */
function withFractions(published: PublishedSchema): PublishedSchema {
  const copy = structuredClone(published)
  const { minimum, maximum, default: preset } = copy.definitions.NumberSchema?.properties ?? {}
  for (const bound of [minimum, maximum, preset]) if (bound?.type === 'integer') bound.type = 'number'
  return copy
}

function errorCodes(error: Schema | undefined): number[] {
  const codes = (error?.allOf ?? []).map(({ properties }) => properties?.code?.const)
  return codes.filter((code) => typeof code === 'number')
}

function describe(definition: string, errors: ErrorObject[]): string[] {
  const problems = errors.map(({ instancePath, message = 'is invalid', keyword, params }) => {
    const allowed = keyword === 'const' || keyword === 'enum' ? ` (${JSON.stringify(params)})` : ''
    return `${definition}${instancePath}: ${message}${allowed}`
  })
  const left = problems.length - MOST_PROBLEMS
  return left > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${left} more`] : problems
}
