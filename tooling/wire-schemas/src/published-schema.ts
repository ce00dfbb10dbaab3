import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readObjectLiteral } from './object-literal.ts'
import { REVISIONS, type Revision } from './revision.ts'

/** A JSON schema as far as it is looked into here. */
export interface Schema {
  [keyword: string]: unknown
  allOf?: Schema[]
  const?: unknown
  properties?: Record<string, Schema>
}

export interface PublishedSchema {
  schema: Schema & { $schema: string }
  /** Where its definitions stand: that differs between the drafts of JSON Schema. */
  keyword: '$defs' | 'definitions'
  definitions: Record<string, Schema>
}

/** Every published schema defines these, so a bundle in which they are missing was read wrongly. */
const ALWAYS_DEFINED = ['JSONRPCMessage', 'CallToolRequest', 'CallToolResult', 'ListToolsResult', 'ReadResourceResult']

const schemas = new Map<Revision, PublishedSchema>()

/**
 * The schema that was published with a revision, out of the bundle of the official conformance suite, so that both of us
 * go by the same. Read once a process.
 *
 * @throws {Error} when the bundle is not laid out as it was.
 */
export function publishedSchema(revision: Revision): PublishedSchema {
  if (schemas.size === 0) for (const [key, schema] of readSchemas(readBundle())) schemas.set(key, schema)
  const schema = schemas.get(revision)
  if (!schema) throw new Error(`there is no published schema of ${revision}`)
  return schema
}

function readBundle(): string {
  const home = dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json'))
  return readFileSync(join(home, 'dist/index.js'), 'utf8')
}

/**
 * Finds the table from revision to schema, and the schemas by the names it gives them.
 *
 * @throws {Error} when the bundle is not laid out as it was.
 */
export function readSchemas(bundle: string): Map<Revision, PublishedSchema> {
  // The newest revision's key is a constant of the bundle.
  const table = /\{"2025-03-26":([\w$]+),"2025-06-18":([\w$]+),"2025-11-25":([\w$]+),\[[\w$]+\]:([\w$]+)\}/.exec(bundle)
  if (!table) throw new Error('the conformance suite has no table of schemas where one is looked for')
  return new Map(REVISIONS.map((revision, index) => [revision, readSchema(bundle, revision, table[index + 1] ?? '')]))
}

function readSchema(bundle: string, revision: Revision, name: string): PublishedSchema {
  const declaration = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}=(?=\\{\\$schema:)`).exec(bundle)
  if (!declaration) throw new Error(`the conformance suite has no schema of ${revision} under the name ${name}`)
  const schema = readObjectLiteral(bundle, declaration.index + declaration[0].length) as PublishedSchema['schema']
  const keyword = '$defs' in schema ? '$defs' : 'definitions'
  const definitions = (schema[keyword] ?? {}) as Record<string, Schema>
  const missing = ALWAYS_DEFINED.filter((definition) => !(definition in definitions))
  if (missing.length > 0) throw new Error(`the schema of ${revision} lacks ${missing.join(', ')}`)
  return { schema, keyword, definitions }
}
