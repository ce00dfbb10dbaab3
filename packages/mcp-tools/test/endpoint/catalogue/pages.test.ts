import t from 'tap'
import { Type } from 'typebox'
import { defineResource, defineTool } from '../../../src/endpoint/index.ts'
import { fixtures, post, testEndpoint } from '../../support/endpoint.ts'

const None = Type.Object({})
const many = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    defineResource<typeof None, { who: string }>({
      uri: `fix://many/${String(i).padStart(3, '0')}`,
      name: `many-${i}`,
      title: 'One of many',
      description: 'One of many',
      scopes: [],
      parameters: None,
      read: async () => ({})
    })
  )

interface Page {
  result: { resources: { uri: string }[]; nextCursor?: string }
  error?: { code: number }
}

t.test('MCP-49: a list of more than a hundred comes in pages, each thing once', async (t) => {
  const { app } = await testEndpoint(t, { resources: many(230) })
  const list = async (cursor?: string, authorization = 'Bearer anna:talk') =>
    (
      await post(
        app,
        { jsonrpc: '2.0', id: 1, method: 'resources/list', params: { ...(cursor !== undefined && { cursor }) } },
        { authorization }
      )
    ).json<Page>()
  const seen: string[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const { result } = await list(cursor)
    seen.push(...result.resources.map(({ uri }) => uri))
    cursor = result.nextCursor
    pages++
  } while (cursor !== undefined)
  t.equal(pages, 3)
  t.same(
    seen,
    many(230).map(({ uri }) => uri)
  )

  const { nextCursor = '' } = (await list()).result
  const refused = ['', 'x', `${nextCursor}x`, nextCursor.slice(0, -2)]
  for (const wrong of refused) t.match(await list(wrong), { error: { code: -32602 } }, `cursor "${wrong.slice(0, 8)}…"`)
  t.match(await list(nextCursor, 'Bearer anna:'), { error: { code: -32602 } }, 'of another view of the catalogue')
  t.match(
    await list(nextCursor, 'Bearer bert:talk'),
    { result: { resources: [{ uri: 'fix://many/100' }] } },
    'whoever asks'
  )
})

t.test(
  'MCP-49: all the tools of a large catalogue are on the first page, which is all that some clients read',
  async (t) => {
    const tools = Array.from({ length: 170 }, (_, i) => defineTool({ ...fixtures.echo, name: `echo_${i}` }))
    const { app } = await testEndpoint(t, { tools })
    const { result } = (await post(app, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).json()
    t.equal(result.tools.length, 170)
    t.notOk('nextCursor' in result)
  }
)

t.test('MCP-64: a client that can carry few tools names the groups it wants', async (t) => {
  const tools = [
    defineTool({ ...fixtures.echo, name: 'a', group: 'trips' }),
    defineTool({ ...fixtures.echo, name: 'b', group: 'places' }),
    defineTool({ ...fixtures.echo, name: 'c' })
  ]
  const { app } = await testEndpoint(t, { tools })
  const names = async (query: string, name?: string) => {
    const reply = await app.inject({
      method: 'POST',
      url: `/mcp${query}`,
      headers: { authorization: 'Bearer anna:talk', accept: 'application/json' },
      payload: name
        ? { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: { text: 'x' } } }
        : { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    })
    const { result, error } = reply.json()
    return result?.tools?.map((tool: { name: string }) => tool.name) ?? error ?? result
  }
  t.same(await names(''), ['a', 'b', 'c'])
  t.same(await names('?tools=trips'), ['a', 'c'])
  t.same(await names('?tools=places,trips'), ['a', 'b', 'c'])
  t.match(await names('?tools=trips', 'b'), { code: -32602 }, 'what is not listed cannot be called')
})

t.test('MCP-37: tools that need more are listed where the host wants it, and say so', async (t) => {
  const { app } = await testEndpoint(t, { listsMore: true })
  const { result } = (await post(app, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).json()
  t.match(
    result.tools.find(({ name }: { name: string }) => name === 'shout'),
    { description: /Not allowed yet.*shout/, securitySchemes: [{ type: 'oauth2', scopes: ['shout'] }] }
  )
  t.notMatch(result.tools.find(({ name }: { name: string }) => name === 'echo').description, 'Not allowed yet')
})

t.test('MCP-20: nodes that were given the same in another order list the same', async (t) => {
  const one = await testEndpoint(t, { tools: Object.values(fixtures) })
  const other = await testEndpoint(t, { tools: Object.values(fixtures).toReversed() })
  const list = async ({ app }: typeof one) => (await post(app, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).body
  t.equal(await list(one), await list(other))
})
