import t from 'tap'
import { decodeHeaderValue } from '../../../src/endpoint/wire/header-value.ts'
import { checkParameterHeaders, findParameterHeaders } from '../../../src/endpoint/wire/parameter-headers.ts'

t.test('MCP-13: values are text, or strict Base64 between the marks', async (t) => {
  const hello = Buffer.from('Hello').toString('base64')
  t.equal(decodeHeaderValue(`=?base64?${hello}?=`), 'Hello')
  t.equal(decodeHeaderValue(hello), hello, 'without marks')
  t.equal(decodeHeaderValue(`=?base64?${hello}`), `=?base64?${hello}`, 'with one mark only')
  for (const wrong of ['=?base64?SGVsbG8?=', '=?base64?SGVs!!!bG8=?=', '=?base64?/w==?='])
    t.equal(decodeHeaderValue(wrong), undefined, wrong)
})

const schema = {
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    count: { type: 'integer', 'x-mcp-header': 'Count' },
    dry: { type: 'boolean', 'x-mcp-header': 'Dry' },
    other: { type: 'string' }
  }
}

t.test('MCP-13: an argument and its header have to agree', async (t) => {
  const declared = findParameterHeaders(schema)
  const check = (given: object, headers: Record<string, string>) => () =>
    checkParameterHeaders(declared, { ...given }, headers)
  const all = { 'mcp-param-region': 'eu', 'mcp-param-count': '42.0', 'mcp-param-dry': 'true' }
  t.doesNotThrow(check({ region: 'eu', count: 42, dry: true, other: 'x' }, all), 'numbers are compared as numbers')
  t.doesNotThrow(check({ region: null }, {}), 'null needs no header')
  t.doesNotThrow(check({}, all), 'a header without its argument says nothing')
  const refused = [
    { given: { region: 'eu' }, headers: {} },
    { given: { region: 'EU' }, headers: all },
    { given: { count: 43 }, headers: all },
    { given: { dry: false }, headers: all },
    { given: { region: 'eu' }, headers: { 'mcp-param-region': '=?base64?!?=' } }
  ]
  for (const { given, headers } of refused)
    t.throws(check(given, headers as never), { code: -32020, statusCode: 400 }, JSON.stringify(given))
})

t.test('MCP-42: marks that clients could not use stop the boot', async (t) => {
  const mark = (property: object) => () => findParameterHeaders({ properties: { a: property } })
  t.throws(mark({ type: 'string', 'x-mcp-header': 'a b' }), /no header name/)
  t.throws(mark({ type: 'object', 'x-mcp-header': 'A' }), /no string, integer or boolean/)
  t.throws(mark({ type: 'object', properties: { b: { type: 'string', 'x-mcp-header': 'B' } } }), /top of the schema/)
  t.throws(
    () =>
      findParameterHeaders({
        properties: { a: { type: 'string', 'x-mcp-header': 'X' }, b: { type: 'string', 'x-mcp-header': 'x' } }
      }),
    /same x-mcp-header/
  )
})
