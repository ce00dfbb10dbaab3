import { setTimeout } from 'node:timers/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { watchReplies } from '@trek/wire-schemas'
import type { Test } from 'tap'
import { ApiBrowser } from './api-browser.ts'
import { approvedClient } from './approval.ts'
import { machineToken } from './machine-client.ts'
import { type HandMcp, mcpByHand } from './mcp-by-hand.ts'
import { type Heard, subscriptionOf } from './mcp-stream.ts'
import { signedIn } from './trek.ts'

/** What the servers have to be started with. */
export const SUBSCRIPTION_SETTINGS = {
  ADMIN_EMAIL: 'admin@example.org',
  ADMIN_PASSWORD: 'correct horse',
  MCP_MAX_STREAMS_PER_USER: '6'
}

/** Where things are changed, and where somebody listens to that. */
export interface Nodes {
  trek: { url: string; mcpUrl: URL }
  here: string
  there: string
}

/** Somebody with a token that may do everything. */
async function person(t: Test, { trek }: Nodes, name: string) {
  const { account, browser } = await signedIn(trek.url, name)
  const newToken = async () => (await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })).body
  const { raw_token: rawToken, token } = await newToken()
  return {
    account,
    browser,
    newToken,
    rawToken: String(rawToken),
    tokenId: String(token.id),
    mcp: mcpByHand(t, rawToken)
  }
}

const isUpdated = (uri: string) => (message: Heard) =>
  message.method === 'notifications/resources/updated' && message.params?.uri === uri

/** What a server says when it ends a stream: both, since one page of the specification wants this and another that. */
/** What assistants that listen are told, wherever it happened (MCP-43 to MCP-46, AS-70). */
export function testSubscriptions(t: Test, start: (t: Test) => Promise<Nodes>): void {
  let nodes: Nodes
  t.before(async () => {
    nodes = await start(t)
  })

  async function newTrip(mcp: HandMcp, title: string): Promise<{ id: number }> {
    return (await mcp.call(nodes.here, 'create_trip', { title })).body.result.structuredContent.trip
  }

  t.test('MCP-43, MCP-44: a change is heard of within a second, by its people and nobody else', async (t) => {
    const { here, there } = nodes
    const anna = await person(t, nodes, 'anna')
    const bert = await person(t, nodes, 'bert')
    const trip = await newTrip(anna.mcp, 'Lisbon')
    const lisbon = `trek://trips/${trip.id}`
    const annas = await anna.mcp.listen(there, { resourceSubscriptions: [lisbon] })
    const berts = await bert.mcp.listen(there, { resourceSubscriptions: ['trek://trips', lisbon] })
    t.match(await annas.until(() => true), {
      method: 'notifications/subscriptions/acknowledged',
      params: { notifications: { resourceSubscriptions: [lisbon] } }
    })
    t.match(await berts.until(() => true), {
      params: { notifications: { resourceSubscriptions: ['trek://trips'] } }
    })

    await anna.mcp.call(here, 'update_trip', { tripId: trip.id, title: 'Lisboa' })
    const changedAt = performance.now()
    const { at } = await annas.until(isUpdated(lisbon))
    t.ok(at - changedAt < 1000, `after ${Math.round(at - changedAt)} ms`)
    const ids = new Set(annas.heard.map(subscriptionOf))
    t.same([ids.size, typeof [...ids][0]], [1, 'number'], 'the id of the request, of its type, in everything')

    const berlin = `trek://trips/${(await newTrip(bert.mcp, 'Berlin')).id}`
    await berts.until(isUpdated(`${berlin}/reservations`))
    t.same(
      berts.heard.slice(1, 6).map(({ params }) => params?.uri),
      ['trek://trips', berlin, ...['days', 'accommodations', 'reservations'].map((part) => `${berlin}/${part}`)],
      'of his own trip, and of nothing before'
    )
    annas.close()
    berts.close()
  })

  t.test('MCP-46: a burst is told once a second, and its end is told', async (t) => {
    const { here, there } = nodes
    const { mcp } = await person(t, nodes, 'carla')
    const trip = await newTrip(mcp, 'Rome')
    const rome = `trek://trips/${trip.id}`
    const stream = await mcp.listen(there, { resourceSubscriptions: [rome] })
    await stream.until(() => true)
    const changes = Array.from({ length: 20 }, (_, i) => ({ tripId: trip.id, title: `Rome ${i}` }))
    const begun = performance.now()
    await Promise.all(changes.map((change) => mcp.call(here, 'update_trip', change)))
    await mcp.call(here, 'update_trip', { tripId: trip.id, title: 'Roma' })
    await setTimeout(1500)
    const told = stream.heard.filter(isUpdated(rome)).map(({ at }) => at)
    const last = told.at(-1) ?? 0
    t.ok(told.length > 1 && told.length < changes.length / 2, `told ${told.length} times of ${changes.length} changes`)
    t.ok(last - begun > (told.length - 1) * 1000 - 50, `the last one after ${Math.round(last - begun)} ms`)
    stream.close()
  })

  t.test('MCP-37, MCP-44: a switched addon is told on every server, and the next list is another', async (t) => {
    const { trek, here, there } = nodes
    const { mcp } = await person(t, nodes, 'dora')
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = SUBSCRIPTION_SETTINGS
    const admin = new ApiBrowser(trek.url)
    await admin.call('POST', '/api/auth/login', { email, password })
    const places = [here, there]
    const streams = await Promise.all(places.map((url) => mcp.listen(url, { toolsListChanged: true })))
    await Promise.all(streams.map((stream) => stream.until(() => true)))
    const namesAt = async (url: string): Promise<string[]> =>
      (await mcp.ask(url, 'tools/list')).body.result.tools.map(({ name }: { name: string }) => name)
    const all = await namesAt(there)

    await admin.call('PUT', '/api/admin/addons/budget', { enabled: false })
    const switchedAt = performance.now()
    for (const [i, stream] of streams.entries()) {
      const { at } = await stream.until(({ method }) => method === 'notifications/tools/list_changed')
      t.ok(at - switchedAt < 1000, `after ${Math.round(at - switchedAt)} ms`)
      const names = await namesAt(places[i] ?? '')
      t.ok(names.includes('list_trips'))
      t.same(
        all.filter((name) => !names.includes(name)).filter((name) => !/budget|settle/.test(name)),
        [],
        'what is missing belongs to the addon'
      )
      t.ok(all.includes('create_budget_item') && !names.includes('create_budget_item'))
    }
    await admin.call('PUT', '/api/admin/addons/budget', { enabled: true })
    for (const stream of streams) {
      await stream.until(({ method }) => method === 'notifications/tools/list_changed', 2)
      stream.close()
    }
  })

  t.test('AS-70: new tokens leave a stream alone; the grant’s end, told elsewhere, ends it within 5 s', async (t) => {
    const { trek, there } = nodes
    const { account, browser } = await signedIn(trek.url, 'emma')
    const client = await approvedClient(trek, account)
    const stream = await mcpByHand(t, client.accessToken).listen(there, { resourceSubscriptions: ['trek://trips'] })
    await stream.until(() => true)

    const refreshed = mcpByHand(t, await client.refresh())
    // Whoever looks at the authorisations of open streams has done so by then.
    await setTimeout(2500)
    await newTrip(refreshed, 'Athens')
    await stream.until(isUpdated('trek://trips'))

    const { sessions } = (await browser.call('GET', '/api/oauth/sessions')).body
    t.equal(sessions.length, 1)
    await browser.call('DELETE', `/api/oauth/sessions/${sessions[0].id}`)
    const revokedAt = performance.now()
    const endedAt = await stream.ended
    t.ok(endedAt - revokedAt < 5000, `after ${Math.round(endedAt - revokedAt)} ms`)
    t.match(stream.heard.at(-1), { result: { resultType: 'complete' } })
  })

  t.test('AS-70: so does the end of a machine client, and of a static token, and only theirs', async (t) => {
    const { trek, there } = nodes
    const fred = await person(t, nodes, 'fred')
    const { clientId, token } = await machineToken(trek, fred.browser)
    const other = mcpByHand(t, (await fred.newToken()).raw_token)
    const interest = { resourceSubscriptions: ['trek://trips'] }
    const machines = await mcpByHand(t, token).listen(there, interest)
    const scripts = await fred.mcp.listen(there, interest)
    const others = await other.listen(there, interest)

    await fred.browser.call('DELETE', `/api/oauth/clients/${clientId}`)
    await fred.browser.call('DELETE', `/api/auth/mcp-tokens/${fred.tokenId}`)
    const deletedAt = performance.now()
    for (const stream of [machines, scripts]) {
      const endedAt = await stream.ended
      t.ok(endedAt - deletedAt < 5000, `after ${Math.round(endedAt - deletedAt)} ms`)
      t.match(stream.heard.at(-1), { result: { resultType: 'complete' } })
    }
    await newTrip(other, 'Oslo')
    await others.until(isUpdated('trek://trips'))
    others.close()
  })

  t.test('MCP-45: a client has five streams, and all clients of a person what the setting says', async (t) => {
    const { there } = nodes
    const { mcp, newToken } = await person(t, nodes, 'gina')
    const second = mcpByHand(t, (await newToken()).raw_token)
    const listen = ({ listen: open }: typeof mcp) => open(there, { toolsListChanged: true })
    const streams = await Promise.all(Array.from({ length: 5 }, () => listen(mcp)))
    streams.push(await listen(second))
    t.same(
      streams.map(({ status }) => status),
      [200, 200, 200, 200, 200, 200]
    )
    for (const client of [mcp, second]) {
      const refused = await listen(client)
      await refused.ended
      t.equal(refused.status, 429)
      t.ok(Number(refused.headers.get('retry-after')) > 0)
      t.match(refused.heard, [{ id: Number, error: { code: 429001, message: String } }])
    }
    t.equal((await second.ask(there, 'tools/list')).status, 200, 'it can still ask')

    streams[0]?.close()
    let again = await listen(second)
    for (let tries = 0; again.status === 429 && tries < 20; tries++) {
      await setTimeout(50)
      again = await listen(second)
    }
    t.equal(again.status, 200, 'one that is closed makes room')
    for (const stream of [...streams, again]) stream.close()
  })

  t.test('MCP-43, MCP-44: SDK v2 listens by itself, and is told when it is over', async (t) => {
    const { there } = nodes
    const { mcp, rawToken, browser, tokenId } = await person(t, nodes, 'hugo')
    const client = new Client({ name: 'v2', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    t.teardown(() => client.close())
    const updated = new Promise((resolve) => {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => resolve(params.uri))
    })
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${there}/mcp`), {
        fetch: watchReplies(t).fetch,
        requestInit: { headers: { authorization: `Bearer ${rawToken}` } }
      })
    )
    const subscription = await client.listen({ resourceSubscriptions: ['trek://trips', 'trek://trips/999'] })
    t.same(subscription.honoredFilter, { resourceSubscriptions: ['trek://trips'] })
    await newTrip(mcp, 'Bergen')
    t.equal(await updated, 'trek://trips')
    await browser.call('DELETE', `/api/auth/mcp-tokens/${tokenId}`)
    t.equal(await subscription.closed, 'graceful')
  })
}
