import t from 'tap'
import { Type } from 'typebox'
import { defineResource, defineTool, ResourceContent, VIEW_MIME_TYPE } from '../../src/endpoint/index.ts'
import { call, post, testEndpoint } from '../support/endpoint.ts'
import { askModern } from '../support/modern.ts'

const None = Type.Object({})
const Hours = Type.Object({ hours: Type.Integer() })
const ui = { csp: {}, prefersBorder: true }

const clock = defineTool<typeof None, typeof Hours>({
  name: 'clock',
  title: 'Clock',
  description: 'Tells the time',
  scopes: [],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  view: 'ui://fix/clock',
  input: None,
  output: Hours,
  run: async () => ({ hours: 7 })
})
const clockFace = defineResource<typeof None>({
  uri: 'ui://fix/clock',
  name: 'clock-face',
  title: 'Clock face',
  description: 'Shows the time',
  scopes: [],
  mimeType: VIEW_MIME_TYPE,
  meta: { ui },
  parameters: None,
  read: async () => new ResourceContent({ text: '<!doctype html><title>Clock</title>' }, { ui })
})
const shown = { tools: [clock], resources: [clockFace] }

const declaring = (settings: unknown) => ({ client: { extensions: { 'io.modelcontextprotocol/ui': settings } } })

const clients = [
  { name: 'that shows views', client: declaring({ mimeTypes: [VIEW_MIME_TYPE] }), isTold: true },
  { name: 'that names no type', client: declaring({}), isTold: true },
  { name: 'that shows other types', client: declaring({ mimeTypes: ['text/html'] }), isTold: false },
  { name: 'with a broken declaration', client: declaring('yes'), isTold: false },
  { name: 'that declares nothing', client: {}, isTold: false }
]

for (const { name, client, isTold } of clients) {
  t.test(`MCP-59: a client ${name} is ${isTold ? '' : 'not '}told of views`, async (t) => {
    const { app } = await testEndpoint(t, shown)
    const list = async (kind: 'tools' | 'resources') => {
      const { result } = await askModern(app, `${kind}/list`, {}, client)
      return (result as unknown as Record<typeof kind, { _meta?: unknown }[]>)[kind]
    }
    const [tool] = await list('tools')
    t.same(tool?._meta, isTold ? { ui: { resourceUri: 'ui://fix/clock' } } : undefined)
    const views = await list('resources')
    if (isTold) t.match(views, [{ uri: 'ui://fix/clock', mimeType: VIEW_MIME_TYPE, _meta: { ui } }])
    else t.same(views, [])
  })
}

t.test('MCP-59: what a tool answers is the same with and without views', async (t) => {
  const { app } = await testEndpoint(t, shown)
  const ask = async (client: object) => (await askModern(app, 'tools/call', { name: 'clock' }, { client })).result
  const { client } = declaring({ mimeTypes: [VIEW_MIME_TYPE] })
  t.same(await ask(client), await ask({}))
  t.match(await ask(client), { content: [{ text: '{"hours":7}' }], structuredContent: { hours: 7 } })
})

t.test('MCP-59: a view is read with what its host has to know', async (t) => {
  const { app } = await testEndpoint(t, shown)
  const { result } = await askModern(app, 'resources/read', { uri: 'ui://fix/clock' })
  t.match(result, {
    contents: [{ uri: 'ui://fix/clock', mimeType: VIEW_MIME_TYPE, text: /^<!doctype html>/, _meta: { ui } }]
  })
})

t.test('MCP-59: older clients say in their session whether they show views', async (t) => {
  const { app } = await testEndpoint(t, { ...shown, sessions: true })
  const list = async (capabilities: object) => {
    const params = { protocolVersion: '2025-11-25', capabilities, clientInfo: { name: 'test', version: '1' } }
    const begun = await post(app, { jsonrpc: '2.0', id: 1, method: 'initialize', params })
    const headers = {
      'mcp-protocol-version': '2025-11-25',
      'mcp-session-id': String(begun.headers['mcp-session-id'])
    }
    return (await post(app, { jsonrpc: '2.0', id: 2, method: 'tools/list' }, headers)).json().result.tools[0]
  }
  const { client } = declaring({ mimeTypes: [VIEW_MIME_TYPE] })
  t.match(await list(client), { _meta: { ui: { resourceUri: 'ui://fix/clock' } } })
  t.notOk('_meta' in (await list({})))
  t.match((await post(app, call('clock'))).json().result, { structuredContent: { hours: 7 } })
})

t.test('MCP-59: a view that is no page fails the start', async (t) => {
  for (const resources of [[], [{ ...clockFace, mimeType: 'text/html' }]]) {
    await t.rejects(testEndpoint(t, { tools: [clock], resources }), {
      name: 'TypeError',
      message: /tool "clock" has the view ui:\/\/fix\/clock, which is no text\/html;profile=mcp-app resource here/
    })
  }
  await t.rejects(testEndpoint(t, { tools: [{ ...clock, view: 'https://x.example' }], resources: [clockFace] }))
})
