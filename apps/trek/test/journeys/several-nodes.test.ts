import { setTimeout } from 'node:timers/promises'
import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { watchReplies } from '@trek/wire-schemas'
import t, { type Test } from 'tap'
import { mcpByHand } from '../support/mcp-by-hand.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { severalServers } from '../support/several-servers.ts'

const RATE = 60

let servers: Awaited<ReturnType<typeof severalServers>>
let nodes: [a: string, b: string, c: string]

t.before(async () => {
  servers = await severalServers(t, 3, { MCP_RATE_LIMIT: String(RATE) })
  nodes = servers.urls as typeof nodes
})

/** The token of somebody new, for everything. */
async function newToken(name: string): Promise<string> {
  const { browser } = await servers.signedIn(name)
  const { body } = await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })
  return body.raw_token
}

/** Sends each request to any of the nodes, in an order that is the same every time. */
function scattered(t: Test) {
  const { fetch } = watchReplies(t)
  const hits = new Map<string, number>()
  let seed = 20_260_728
  const scatteredFetch: typeof fetch = (input, init) => {
    // A linear congruential generator; its low bits repeat soon.
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const node = nodes[(seed >>> 16) % nodes.length] ?? ''
    hits.set(node, (hits.get(node) ?? 0) + 1)
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    return fetch(new URL(pathname + search, node), init)
  }
  return { fetch: scatteredFetch, hits }
}

/** What both SDKs' clients have in common. */
interface AnyClient {
  listTools(): Promise<{ tools: { name: string }[]; nextCursor?: string | undefined }>
  listResources(): Promise<{ resources: { uri: string }[] }>
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>
  readResource(params: { uri: string }): Promise<{ contents: object[] }>
  listPrompts(): Promise<{ prompts: { name: string }[] }>
  getPrompt(params: { name: string; arguments: Record<string, string> }): Promise<{ messages: object[] }>
  callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<unknown>
}

/** Everything a client does, each request somewhere else. */
async function useEverything(t: Test, client: AnyClient): Promise<void> {
  const { tools, nextCursor } = await client.listTools()
  t.ok(tools.some(({ name }) => name === 'create_trip'))
  t.equal(nextCursor, undefined, 'all on one page')
  const tripId = await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
  const { resources } = await client.listResources()
  t.ok(resources.some(({ uri }) => uri === 'trek://trips'))
  t.ok((await client.listResourceTemplates()).resourceTemplates.length > 0)
  t.match(await client.readResource({ uri: `trek://trips/${tripId}` }), { contents: [{ text: /Lisbon/ }] })
  const { prompts } = await client.listPrompts()
  t.ok(prompts.some(({ name }) => name === 'trip-summary'))
  t.match(await client.getPrompt({ name: 'trip-summary', arguments: { tripId: String(tripId) } }), {
    messages: [{ content: { text: /Lisbon/ } }]
  })
}

t.test('MCP-20: lists are the same on every node, to the byte, on both wires', async (t) => {
  const token = await newToken('anna')
  for (const method of [
    'server/discover',
    'tools/list',
    'resources/list',
    'resources/templates/list',
    'prompts/list'
  ]) {
    const replies = await Promise.all(nodes.map((node) => mcpByHand(t, token).ask(node, method)))
    t.same(
      replies.map(({ status }) => status),
      [200, 200, 200]
    )
    t.equal(new Set(replies.map(({ text }) => text)).size, 1, method)
    if (method === 'server/discover') continue
    const { fetch } = watchReplies(t)
    const older = await Promise.all(
      nodes.map(async (node) => {
        const reply = await fetch(`${node}/mcp`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'mcp-protocol-version': '2025-11-25'
          },
          body: JSON.stringify({ jsonrpc: '2.0', id: 1, method })
        })
        return reply.text()
      })
    )
    t.equal(new Set(older).size, 1, `${method} as of 2025-11-25`)
    t.match(older[0], '"result":{')
  }
})

t.test('SDK v1 does not notice that every request goes to another node', async (t) => {
  const { fetch, hits } = scattered(t)
  const headers = { authorization: `Bearer ${await newToken('bert')}` }
  const client = new ClientV1({ name: 'v1', version: '1' })
  t.teardown(() => client.close())
  await client.connect(new TransportV1(servers.trek.mcpUrl, { fetch, requestInit: { headers } }) as never)
  await useEverything(t, client)
  t.equal(hits.size, 3, JSON.stringify([...hits]))
})

const negotiations = [
  ['auto', 'auto'],
  ['pinned', { pin: '2026-07-28' }]
] as const

for (const [name, mode] of negotiations) {
  t.test(`SDK v2 (${name}) does not notice that every request goes to another node, and is asked`, async (t) => {
    const { fetch, hits } = scattered(t)
    const headers = { authorization: `Bearer ${await newToken(`carla-${name}`)}` }
    const client = new ClientV2(
      { name: 'v2', version: '1' },
      { versionNegotiation: { mode }, capabilities: { elicitation: { form: {} } } }
    )
    t.teardown(() => client.close())
    const asked: string[] = []
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      asked.push(params.message)
      return { action: 'accept', content: { confirm: true } }
    })
    await client.connect(new TransportV2(servers.trek.mcpUrl, { fetch, requestInit: { headers } }))
    t.equal(client.getNegotiatedProtocolVersion(), '2026-07-28')
    await useEverything(t, client)
    const { structuredContent } = await client.callTool({ name: 'list_trips', arguments: {} })
    const { trips } = structuredContent as { trips: { id: number }[] }
    t.match(await client.callTool({ name: 'delete_trip', arguments: { tripId: trips[0]?.id } }), {
      structuredContent: { success: true }
    })
    t.match(asked, [/Delete the trip “Lisbon”/], 'once')
    t.equal(hits.size, 3, JSON.stringify([...hits]))
  })
}

t.test('MCP-54, MCP-56: a question of one node is answered at another, once', async (t) => {
  const [a, b, c] = nodes
  const mcp = mcpByHand(t, await newToken('dora'), { elicitation: { form: {} } })
  const { trip } = (await mcp.call(a, 'create_trip', { title: 'Rome' })).body.result.structuredContent
  const deletion = { tripId: trip.id }
  const ask = async (node: string) => {
    const { body } = await mcp.call(node, 'delete_trip', deletion)
    t.match(body.result, {
      resultType: 'input_required',
      inputRequests: { confirmation: { params: { message: /Delete the trip “Rome”/ } } }
    })
    return body.result.requestState as string
  }
  const answer = (node: string, requestState: string, confirm: boolean) =>
    mcp.call(node, 'delete_trip', deletion, {
      requestState,
      inputResponses: { confirmation: { action: 'accept', content: { confirm } } }
    })
  const trips = async () => (await mcp.call(b, 'list_trips')).body.result.structuredContent.trips
  const used = { error: { code: -32602, message: /used already/ } }

  const first = await ask(a)
  t.match((await answer(b, first, false)).body, { result: { isError: true, content: [{ text: /did not agree/ }] } })
  t.match((await answer(c, first, true)).body, used, 'a no does not become a yes elsewhere')
  t.equal((await trips()).length, 1)

  const foreign = mcpByHand(t, await newToken('emma'), { elicitation: { form: {} } })
  const second = await ask(b)
  const stolen = await foreign.call(c, 'delete_trip', deletion, {
    requestState: second,
    inputResponses: { confirmation: { action: 'accept', content: { confirm: true } } }
  })
  t.match(stolen.body, { error: { code: -32602, message: /Invalid request state/ } }, 'whose it is goes along')

  const answers = await Promise.all(nodes.map((node) => answer(node, second, true)))
  const done = answers.filter(({ body }) => body.result?.structuredContent?.success === true)
  t.equal(done.length, 1, 'of three answers at once one counts')
  t.same(await trips(), [])
})

t.test('MCP-40: a call with one key, at two nodes at once, makes one trip', async (t) => {
  const [a, b, c] = nodes
  const mcp = mcpByHand(t, await newToken('fred'))
  const create = (node: string, title = 'Oslo') =>
    mcp.call(node, 'create_trip', { title, idempotency_key: 'once and only once' })
  const [one, two] = await Promise.all([create(a), create(b)])
  const made = [one, two].flatMap(({ body }) => body.result.structuredContent?.trip?.id ?? [])
  t.ok(made.length > 0)
  for (const { body } of [one, two].filter(({ body: { result } }) => result.isError))
    t.match(body.result.content, [{ text: /being done at this moment/ }])
  t.match((await create(c)).body, { result: { structuredContent: { trip: { id: made[0], title: 'Oslo' } } } })
  t.match((await create(c, 'Bergen')).body, { result: { isError: true } }, 'the key is of that call')
  t.match((await mcp.call(b, 'list_trips')).body.result.structuredContent, { trips: { length: 1 } })
})

t.test('MCP-15, MCP-39: the rate holds over all nodes as soon as they have told each other', async (t) => {
  const [a, b, c] = nodes
  const mcp = mcpByHand(t, await newToken('gina'))
  /** Asks so often at once, and answers with how many were let through. */
  const ask = async (node: string, times: number) => {
    const replies = await Promise.all(Array.from({ length: times }, () => mcp.ask(node, 'prompts/list')))
    return replies.filter(({ status }) => status === 200).length
  }
  const begun = performance.now()
  let passed = 0
  for (let more = 1; more > 0; passed += more) more = await ask(a, 5)
  const seconds = (performance.now() - begun) / 1000
  t.ok(passed >= RATE && passed <= RATE + seconds + 1, `${passed} in ${seconds.toFixed(1)} s`)

  // Until b and c hear of that they let some through, which is owed on top. Then nobody gets any more.
  const nobody = [0, 0, 0]
  let latest = [0, 5, 5]
  let unheard = 0
  while (latest.join() !== nobody.join() && performance.now() - begun < 10_000) {
    await setTimeout(100)
    latest = await Promise.all([ask(a, 1), ask(b, 5), ask(c, 5)])
    unheard += latest.reduce((sum, one) => sum + one)
  }
  t.same(await Promise.all([ask(a, 5), ask(b, 5), ask(c, 5)]), nobody, `after ${unheard} more`)

  const { status, headers, body } = await mcp.call(c, 'list_trips')
  t.equal(status, 429)
  t.ok(Number(headers.get('retry-after')) >= 1, headers.get('retry-after') ?? 'none')
  t.match(body, { jsonrpc: '2.0', id: Number, error: { code: 429001, message: /wait/ } })
  const other = mcpByHand(t, await newToken('hugo'))
  t.equal((await other.ask(c, 'tools/list')).status, 200, 'others are not concerned')
})
