import t from 'tap'
import { isModernRequest, readEnvelope } from '../../../src/endpoint/wire/envelope.ts'
import { modernMeta } from '../../support/endpoint.ts'

const request = (method: string, params: Record<string, unknown>) =>
  ({ kind: 'request', id: 1, method, params }) as const

t.test('MCP-01: header and metadata decide the era, whatever the method', async (t) => {
  const headers = [
    { header: undefined, isModern: false },
    { header: '2025-03-26', isModern: false },
    { header: '2025-11-25', isModern: false },
    { header: '2026-07-28', isModern: true },
    { header: '2031-01-01', isModern: true }
  ]
  for (const { header, isModern } of headers) {
    const sent = header === undefined ? {} : { 'mcp-protocol-version': header }
    t.equal(isModernRequest(sent, {}), isModern, `header ${header}`)
    t.equal(isModernRequest(sent, { _meta: modernMeta }), true, `header ${header}, with metadata`)
    t.equal(isModernRequest(sent, { _meta: { progressToken: 1 } }), isModern, `header ${header}, other metadata`)
  }
})

t.test('MCP-02: what is wrong is found in the order of the revision', async (t) => {
  const good = {
    headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'echo' },
    params: { name: 'echo', _meta: modernMeta }
  }
  const version = 'io.modelcontextprotocol/protocolVersion'
  const capabilities = 'io.modelcontextprotocol/clientCapabilities'
  const cases = [
    { name: 'no metadata', headers: good.headers, params: { name: 'other' }, code: -32602 },
    {
      name: 'no capabilities',
      headers: good.headers,
      params: { ...good.params, _meta: { [version]: '2026-07-28' } },
      code: -32602
    },
    {
      name: 'capabilities that are no object, before a header that differs',
      headers: { ...good.headers, 'mcp-protocol-version': '2025-11-25' },
      params: { ...good.params, _meta: { ...modernMeta, [capabilities]: [] } },
      code: -32602
    },
    {
      name: 'a header that differs, before a version nobody knows',
      headers: good.headers,
      params: { ...good.params, _meta: { ...modernMeta, [version]: '2031-01-01' } },
      code: -32020
    },
    {
      name: 'no version header',
      headers: { ...good.headers, 'mcp-protocol-version': undefined },
      params: good.params,
      code: -32020
    },
    {
      name: 'a version nobody knows, before a method header that differs',
      headers: { 'mcp-protocol-version': '2031-01-01', 'mcp-method': 'x' },
      params: { ...good.params, _meta: { ...modernMeta, [version]: '2031-01-01' } },
      code: -32022
    },
    {
      name: 'no method header',
      headers: { ...good.headers, 'mcp-method': undefined },
      params: good.params,
      code: -32020
    },
    {
      name: 'a method header in capitals',
      headers: { ...good.headers, 'mcp-method': 'TOOLS/CALL' },
      params: good.params,
      code: -32020
    },
    { name: 'another name', headers: { ...good.headers, 'mcp-name': 'shout' }, params: good.params, code: -32020 },
    { name: 'no name', headers: { ...good.headers, 'mcp-name': undefined }, params: good.params, code: -32020 },
    {
      name: 'a log level that is none',
      headers: good.headers,
      params: { ...good.params, _meta: { ...modernMeta, 'io.modelcontextprotocol/logLevel': 'loud' } },
      code: -32602
    }
  ]
  for (const { name, headers, params, code } of cases) {
    t.throws(() => readEnvelope(headers, request('tools/call', params)), { code, statusCode: 400 }, name)
  }
  t.match(readEnvelope(good.headers, request('tools/call', good.params)), { version: '2026-07-28', isModern: true })
})

t.test('MCP-13: a name may be sent as Base64; MCP-14: older clients need none of these headers', async (t) => {
  const encoded = `=?base64?${Buffer.from('fix://café').toString('base64')}?=`
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'resources/read', 'mcp-name': encoded }
  t.match(readEnvelope(headers, request('resources/read', { uri: 'fix://café', _meta: modernMeta })), {
    isModern: true
  })
  t.match(readEnvelope({ 'mcp-method': 'nonsense' }, request('tools/call', { name: 'echo' })), {
    version: '2025-03-26',
    isModern: false
  })
})
