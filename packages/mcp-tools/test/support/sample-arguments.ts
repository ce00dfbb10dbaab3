import { Value } from 'typebox/value'
import type { TObject, TSchema } from 'typebox'

/** Text that this or that schema asks for. */
const TEXTS = ['2027-06-10', '09:00', '2027-06-10T09:00:00Z', '#14b8a6', 'DE', 'CDG']

/** An id that is somebody else’s, or nobody’s. */
export type ForeignId = (name: string) => number

/**
 * Arguments that fit a schema: what it requires, with ids that are not the caller’s, and one more, since there are changes
 * that want something to change.
 */
export function sampleArguments(schema: TObject, foreignId: ForeignId): Record<string, unknown> {
  const properties = schema.properties as Record<string, Schema>
  const { required = [] } = schema as { required?: readonly string[] }
  const more = Object.keys(properties).find((name) => !required.includes(name) && !namesAnId(name))
  const names = [...required, ...(more === undefined ? [] : [more])]
  return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, name, foreignId)]))
}

/** What an argument of this schema cannot be. */
export function misfit(schema: TSchema): unknown {
  const candidates: unknown[] = [{ no: 'such' }, 'x'.repeat(20_000), -1.5, []]
  const found = candidates.find((value) => !Value.Check(schema, value))
  if (found === undefined) throw new Error(`everything fits ${JSON.stringify(schema)}`)
  return found
}

/** Whether an argument names something by its id. */
export function namesAnId(name: string): boolean {
  return /(?:^id|Id|Ids|_id|_ids|^ids)$/.test(name)
}

type Schema = TSchema & {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  minItems?: number
  minimum?: number
  properties?: Record<string, Schema>
  required?: string[]
}

function sample(schema: Schema, name: string, foreignId: ForeignId): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = schema.anyOf ?? []
  if (choice) return sample(choice, name, foreignId)
  switch (schema.type) {
    case 'integer':
      return namesAnId(name) ? foreignId(name) : (schema.minimum ?? 1)
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 1, 1) }, () =>
        sample(schema.items as Schema, name, foreignId)
      )
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sample(schema.properties?.[key] as Schema, key, foreignId)])
      )
    default:
      return TEXTS.find((text) => Value.Check(schema, text))
  }
}
