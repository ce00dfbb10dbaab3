import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { readObjectLiteral } from '../src/object-literal.ts'
import { publishedSchema, readSchemas } from '../src/published-schema.ts'
import { REVISIONS } from '../src/index.ts'

t.test('the installed suite has a schema of every revision', async (t) => {
  for (const revision of REVISIONS) {
    const { schema, definitions } = publishedSchema(revision)
    t.match(schema.$schema, /json-schema/, revision)
    t.ok(Object.keys(definitions).length > 80, revision)
    const ajv = schema.$schema.includes('2020-12') ? new Ajv2020({ strict: false }) : new Ajv({ strict: false })
    t.ok(ajv.validateSchema(schema), `${revision} is well-formed`)
  }
  t.ok('DiscoverResult' in publishedSchema('2026-07-28').definitions)
  t.notOk('DiscoverResult' in publishedSchema('2025-11-25').definitions)
})

t.test('a suite that is laid out differently is not guessed at', async (t) => {
  const definitions =
    '{JSONRPCMessage:{},CallToolRequest:{},CallToolResult:{},ListToolsResult:{},ReadResourceResult:{}}'
  const schema = (name: string, defs = definitions) => `${name}={$schema:\`https://json-schema.org/x\`,$defs:${defs}}`
  const table = 'R={"2025-03-26":a,"2025-06-18":b,"2025-11-25":c$,[V]:d}'
  const bundle = [schema('a'), schema('b'), schema('c$'), schema('d'), table].join(';')
  t.same([...readSchemas(bundle).keys()], REVISIONS, 'what the others are variations of')

  t.throws(() => readSchemas(bundle.replace(table, '')), { message: /no table of schemas/ })
  t.throws(() => readSchemas(bundle.replace('"2025-11-25":c$,', '')), { message: /no table of schemas/ })
  t.throws(() => readSchemas(bundle.replace('d={', 'xd={')), { message: /no schema of 2026-07-28 under the name d/ })
  t.throws(() => readSchemas(bundle.replace('CallToolResult:{},', '')), { message: /2025-03-26 lacks CallToolResult/ })
})

t.test('an object literal is read to its end', async (t) => {
  const source = 'x={a:"}",b:`it\'s \\`{`,c:{d:[1,!0]}},y=2'
  t.same(readObjectLiteral(source, 2), { a: '}', b: "it's `{", c: { d: [1, true] } })
  t.throws(() => readObjectLiteral('{a:{', 0), { message: /does not end/ })
  t.throws(() => readObjectLiteral('{a:"}', 0), { message: /does not end/ })
  t.throws(() => readObjectLiteral('x={}', 0), { message: /no object literal/ })
  t.throws(() => readObjectLiteral('{a:process.env}', 0), 'it can refer to nothing')
})
