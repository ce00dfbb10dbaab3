import { setTimeout } from 'node:timers/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import t from 'tap'
import { freePort } from '../support/free-port.ts'
import { mcpByHand } from '../support/mcp-by-hand.ts'
import { hasNginx, startNginx } from '../support/nginx.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

if (!hasNginx) t.pass('there is no nginx here: what it does to streams is tried where there is one')
else {
  t.test('MCP-09: behind an nginx that is told nothing special, streams come as they are said', async (t) => {
    const port = String(await freePort())
    const APP_URL = `http://127.0.0.1:${port}`
    const upstream = String(await freePort())
    const trek = await startTrek(t, { APP_URL, PORT: upstream, MCP_MAX_STREAMS_PER_USER: '1' })
    await startNginx(t, { port, upstream: `http://127.0.0.1:${upstream}` })
    const { browser } = await trek.signedIn('anna')
    const { body } = await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })
    const headers = { authorization: `Bearer ${body.raw_token}` }

    const client = new Client({ name: 'v2', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    t.teardown(() => client.close())
    await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { requestInit: { headers } }))
    const tripId = await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))

    const mcp = mcpByHand(t, body.raw_token)
    const trip = `trek://trips/${tripId}`
    const openedAt = performance.now()
    const stream = await mcp.listen(APP_URL, { resourceSubscriptions: [trip] })
    const acknowledged = await stream.until(() => true)
    t.ok(acknowledged.at - openedAt < 1000, `acknowledged after ${Math.round(acknowledged.at - openedAt)} ms`)
    // By itself, with nothing after it that would push it through.
    await setTimeout(1000)
    for (const title of ['Porto', 'Faro']) {
      const before = stream.heard.length
      await mcp.call(APP_URL, 'update_trip', { tripId, title })
      const changedAt = performance.now()
      const { at } = await stream.until(({ params }) => params?.uri === trip, before)
      t.ok(at - changedAt < 1000, `a change after ${Math.round(at - changedAt)} ms`)
      await setTimeout(1500)
    }

    t.equal((await mcp.listen(APP_URL, { resourceSubscriptions: [trip] })).status, 429)
    stream.close()
    let again = await mcp.listen(APP_URL, { resourceSubscriptions: [trip] })
    for (let tries = 0; again.status === 429 && tries < 20; tries++) {
      await setTimeout(50)
      again = await mcp.listen(APP_URL, { resourceSubscriptions: [trip] })
    }
    t.equal(again.status, 200, 'that a client has gone is passed on')
    await trek.stop()
    await again.ended
    t.match(again.heard.at(-1), { result: { resultType: 'complete' } }, 'and so is the end')
  })
}
