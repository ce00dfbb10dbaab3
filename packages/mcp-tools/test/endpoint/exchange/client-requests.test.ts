import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import t from 'tap'
import { Type } from 'typebox'
import { askForm, createLocalBus, defineTool } from '../../../src/endpoint/index.ts'
import { call, listeningEndpoint } from '../../support/endpoint.ts'
import { openStream } from '../../support/stream.ts'

interface Context {
  who: string
}
const None = Type.Object({})
const Said = Type.Object({ said: Type.String() })
const Name = Type.Object({ name: Type.String() })

const asking = defineTool<typeof None, typeof Said, Context>({
  name: 'ask',
  title: 'Ask',
  description: 'Asks for a name',
  scopes: [],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: None,
  output: Said,
  timeoutSeconds: 1,
  async run(_, __, { ask }) {
    const { name } = await ask({ name: askForm('Your name?', Name) })
    return { said: name.action === 'accept' ? `Hello ${name.content.name}` : name.action }
  }
})
const authorization = 'Bearer anna:talk'
const answer = (url: URL, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...body })
  })

t.test('MCP-29: SDK v1 asks its person, on the stream of the call', async (t) => {
  const url = await listeningEndpoint(t, { tools: [asking] })
  const client = new Client({ name: 'v1', version: '1' }, { capabilities: { elicitation: {} } })
  client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
    t.equal(params.message, 'Your name?')
    // Longer than the tool may take: nobody hurries people.
    await new Promise((resolve) => setTimeout(resolve, 1300))
    return { action: 'accept', content: { name: 'Anna' } }
  })
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization } } }) as never)
  t.match(await client.callTool({ name: 'ask', arguments: {} }), { structuredContent: { said: 'Hello Anna' } })
  await client.close()
})

t.test('MCP-29: a client that cannot ask says so, and the model is told', async (t) => {
  const url = await listeningEndpoint(t, { tools: [asking] })
  const client = new Client({ name: 'v1', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization } } }) as never)
  t.match(await client.callTool({ name: 'ask', arguments: {} }), {
    isError: true,
    content: [{ text: /cannot ask.*\[cannot_ask\]/ }]
  })
  await client.close()
  const plain = await answer(url, call('ask'))
  t.match(await plain.json(), { result: { isError: true } }, 'nor can one that takes no events')
})

t.test('MCP-08, MCP-29: the answer may arrive at another node, but only from who was asked', async (t) => {
  const bus = createLocalBus()
  const [here, there] = [
    await listeningEndpoint(t, { tools: [asking], bus }),
    await listeningEndpoint(t, { tools: [asking], bus })
  ]
  const stream = await openStream(here, call('ask'), { authorization })
  const { id } = await stream.until(({ method }) => method === 'elicitation/create')
  const reply = { id, result: { action: 'accept', content: { name: 'Anna' } } }
  t.equal((await answer(there, reply, { authorization: 'Bearer bert:talk' })).status, 400, 'not somebody else')
  t.equal((await answer(there, { ...reply, id: 'ask-unknown' })).status, 400, 'not to what nobody asked')
  t.equal((await answer(there, { ...reply, id: 3 })).status, 400)
  t.equal((await answer(there, reply)).status, 202)
  t.match(await stream.until((message) => message.id === 7), { result: { structuredContent: { said: 'Hello Anna' } } })
  t.equal((await answer(there, reply)).status, 400, 'and once')
})

t.test('MCP-10: a call that its client cancels ends, at whichever node it runs', async (t) => {
  const bus = createLocalBus()
  const [here, there] = [
    await listeningEndpoint(t, { tools: [asking], bus }),
    await listeningEndpoint(t, { tools: [asking], bus })
  ]
  const stream = await openStream(here, call('ask'), { authorization })
  await stream.until(({ method }) => method === 'elicitation/create')
  const cancelled = { method: 'notifications/cancelled', params: { requestId: 7 } }
  t.equal((await answer(there, cancelled, { authorization: 'Bearer bert:talk' })).status, 202)
  t.equal((await answer(there, cancelled)).status, 202)
  await stream.ended
  t.notOk(
    stream.said().some(({ id }) => id === 7),
    'without an answer'
  )
})
