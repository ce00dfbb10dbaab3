import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import t from 'tap'
import { listeningEndpoint } from '../support/endpoint.ts'

const requestInit = { headers: { authorization: 'Bearer anna:talk' } }
const info = { name: 'test', version: '1.0.0' }

t.test('SDK v1 connects, lists, calls and reads', async (t) => {
  const url = await listeningEndpoint(t)
  const client = new ClientV1(info)
  await client.connect(new TransportV1(url, { requestInit }) as never)
  t.match(client.getInstructions(), 'Be brief.')
  t.same(
    (await client.listTools()).tools.map(({ name }) => name),
    ['crash', 'echo', 'refuse', 'wrong']
  )
  t.match(await client.callTool({ name: 'echo', arguments: { text: 'hi' } }), {
    structuredContent: { said: 'anna: hi' }
  })
  t.match(await client.readResource({ uri: 'fix://all' }), { contents: [{ text: '{"who":"anna"}' }] })
  await client.close()
})

t.test('SDK v2 finds out by itself which wire to speak', async (t) => {
  const url = await listeningEndpoint(t)
  const client = new ClientV2(info, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new TransportV2(url, { requestInit }))
  t.equal(client.getNegotiatedProtocolVersion(), '2026-07-28')
  t.match(await client.callTool({ name: 'echo', arguments: { text: 'hi' } }), {
    structuredContent: { said: 'anna: hi' }
  })
  t.match(await client.readResource({ uri: 'fix://words/hello' }), { contents: [{ text: '{"word":"hello"}' }] })
  await t.rejects(client.readResource({ uri: 'fix://words/missing' }), { code: -32602 })
  await client.close()
})

t.test('SDK v2 speaks the older wire as well', async (t) => {
  const url = await listeningEndpoint(t)
  const client = new ClientV2(info, { versionNegotiation: { mode: 'legacy' } })
  await client.connect(new TransportV2(url, { requestInit }))
  t.equal(client.getNegotiatedProtocolVersion(), '2025-11-25')
  t.match(await client.callTool({ name: 'echo', arguments: { text: 'hi' } }), {
    structuredContent: { said: 'anna: hi' }
  })
  await client.close()
})

t.test('SDK v2 pinned to the new wire', async (t) => {
  const url = await listeningEndpoint(t)
  const client = new ClientV2(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } })
  await client.connect(new TransportV2(url, { requestInit }))
  t.match(await client.getPrompt({ name: 'greet', arguments: { text: 'you' } }), {
    messages: [{ content: { text: 'Hello you' } }]
  })
  await client.close()
})
