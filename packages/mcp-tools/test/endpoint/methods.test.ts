import t from 'tap'
import { defineTool } from '../../src/endpoint/index.ts'
import { call, fixtures, post, testEndpoint } from '../support/endpoint.ts'

t.test('MCP-37: the list has what the token and the addons allow, in one order', async (t) => {
  const list = async (headers: Record<string, string>, addons = false) => {
    const { app } = await testEndpoint(t, { isAddonEnabled: async () => addons })
    const { tools } = (await post(app, { jsonrpc: '2.0', id: 1, method: 'tools/list' }, headers)).json().result
    return tools.map(({ name }: { name: string }) => name)
  }
  t.same(await list({ authorization: 'Bearer anna:' }), ['crash', 'refuse', 'wrong'])
  t.same(await list({ authorization: 'Bearer anna:talk,shout' }), ['crash', 'echo', 'refuse', 'shout', 'wrong'])
  t.same(await list({ authorization: 'Bearer anna:' }, true), ['crash', 'extra', 'refuse', 'wrong'])
})

t.test('MCP-32, MCP-33, MCP-34: a listed tool has schemas, a title and every hint', async (t) => {
  const { app } = await testEndpoint(t)
  const list = (headers?: Record<string, string>) => post(app, { jsonrpc: '2.0', id: 1, method: 'tools/list' }, headers)
  const { tools } = (await list({ 'mcp-protocol-version': '2025-11-25' })).json().result
  t.match(
    tools.find(({ name }: { name: string }) => name === 'echo'),
    {
      title: 'Echo',
      description: 'Says it back',
      inputSchema: {
        type: 'object',
        properties: { text: { type: 'string', minLength: 1 } },
        required: ['text'],
        additionalProperties: false
      },
      outputSchema: { type: 'object', required: ['said'] },
      annotations: {
        title: 'Echo',
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false
      }
    }
  )
  t.match(tools.find(({ name }: { name: string }) => name === 'crash').inputSchema, {
    type: 'object',
    additionalProperties: false
  })
  const oldest = (await list()).json().result.tools
  t.notOk('title' in oldest[0], 'MCP-25: what came later is not told to the oldest')
})

t.test('RS-04, MCP-35: a tool outside the scope is a 403 with its challenge', async (t) => {
  const { app } = await testEndpoint(t)
  const reply = await post(app, call('shout', { text: 'hi' }))
  t.equal(reply.statusCode, 403)
  t.equal(reply.headers['www-authenticate'], 'Bearer error="insufficient_scope", scope="shout"')
  t.match(
    reply.json(),
    {
      id: 7,
      result: {
        isError: true,
        content: [{ text: 'More is needed [insufficient_scope]' }],
        _meta: { 'mcp/www_authenticate': ['Bearer error="insufficient_scope", scope="shout"'] }
      }
    },
    'MCP-62: and among the metadata of a failed tool, where some hosts look'
  )
  const batch = await post(app, [call('echo', { text: 'x' }, 1), call('shout', { text: 'x' }, 2)])
  t.equal(batch.statusCode, 403, 'in a batch too')
  t.equal(batch.headers['www-authenticate'], 'Bearer error="insufficient_scope", scope="shout"')
})

t.test('MCP-35: a tool that is unknown, or of an addon that is off, is an invalid parameter', async (t) => {
  const { app } = await testEndpoint(t)
  t.match((await post(app, call('nothing'))).json(), {
    id: 7,
    error: { code: -32602, message: 'Unknown tool: nothing' }
  })
  t.match((await post(app, call('extra'))).json(), { error: { code: -32602 } })
})

t.test('MCP-35: wrong arguments are told to the model, path by path', async (t) => {
  const { app } = await testEndpoint(t)
  const told = async (given: object) => (await post(app, call('echo', given))).json().result
  t.match(await told({}), { isError: true, content: [{ text: /text.*\[invalid_arguments\]/s }] })
  t.match(await told({ text: 'x'.repeat(30) }), { isError: true, content: [{ text: /text: .*20/ }] })
  t.match(
    await told({ text: 'x', txet: 'y' }),
    { isError: true, content: [{ text: /additional/i }] },
    'an argument nobody reads'
  )
})

t.test('MCP-35: a refusal is told in words; a fault only by a reference', async (t) => {
  const { app, logged } = await testEndpoint(t)
  t.match((await post(app, call('refuse'))).json().result, {
    isError: true,
    content: [{ text: 'Not today [refused]' }]
  })
  const { result } = (await post(app, call('crash'))).json()
  t.equal(result.isError, true)
  t.notMatch(result.content[0].text, 'secret')
  const reference = /reference ([0-9a-f-]{36})/.exec(result.content[0].text)?.[1] ?? 'none'
  t.match(logged(), reference)
  t.match(logged(), 'secret detail')
})

t.test('MCP-36: an answer outside the output schema never leaves', async (t) => {
  const { app } = await testEndpoint(t)
  t.match((await post(app, call('wrong'))).json().result, { isError: true })
})

t.test('resources: listed, read, and missing', async (t) => {
  const { app } = await testEndpoint(t)
  const ask = async (method: string, params: object = {}) =>
    (await post(app, { jsonrpc: '2.0', id: 1, method, params })).json()
  t.match(await ask('resources/list'), { result: { resources: [{ uri: 'fix://all', name: 'all' }] } })
  t.match(await ask('resources/templates/list'), {
    result: { resourceTemplates: [{ uriTemplate: 'fix://words/{word}{?loud}' }] }
  })
  t.match(await ask('resources/read', { uri: 'fix://all' }), {
    result: { contents: [{ uri: 'fix://all', mimeType: 'application/json', text: '{"who":"anna"}' }] }
  })
  t.match(await ask('resources/read', { uri: 'fix://words/hello?loud=yes' }), {
    result: { contents: [{ text: '{"word":"hello","loud":"yes"}' }] }
  })
  for (const uri of [
    'fix://words/missing',
    'fix://words/UPPER',
    'fix://words/a/b',
    'fix://words/..',
    'fix://words/hello?loud=no',
    'other://x'
  ]) {
    t.match(await ask('resources/read', { uri }), { error: { code: -32002, data: { uri } } }, `MCP-28: ${uri}`)
  }
})

t.test('prompts: listed, made, and refused', async (t) => {
  const { app } = await testEndpoint(t)
  const ask = async (method: string, params: object = {}) =>
    (await post(app, { jsonrpc: '2.0', id: 1, method, params })).json()
  t.match(await ask('prompts/list'), {
    result: { prompts: [{ name: 'greet', arguments: [{ name: 'text', required: true }] }] }
  })
  t.match(await ask('prompts/get', { name: 'greet', arguments: { text: 'you' } }), {
    result: { messages: [{ role: 'user', content: { type: 'text', text: 'Hello you' } }] }
  })
  t.match(await ask('prompts/get', { name: 'greet', arguments: {} }), { error: { code: -32602 } })
  t.match(await ask('prompts/get', { name: 'nothing' }), { error: { code: -32602 } })
})

t.test('a catalogue with a mistake stops the boot', async (t) => {
  const { echo } = fixtures
  const mistakes = [
    { tool: { ...echo, name: 'has space' }, says: /needs a name/ },
    { tool: { ...echo, name: 'delete_all' }, says: /destroys something/ },
    { tool: { ...echo, title: '' }, says: /needs a title/ },
    {
      tool: { ...echo, annotations: { ...echo.annotations, destructiveHint: true } },
      says: /read-only and destructive/
    }
  ]
  for (const { tool, says } of mistakes)
    await t.rejects(testEndpoint(t, { tools: [defineTool(tool)] }), { message: says })
  await t.rejects(testEndpoint(t, { tools: [echo, echo] }), { message: /two tools/ })
})
