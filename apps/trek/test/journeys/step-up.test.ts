import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
  type OAuthDiscoveryState as DiscoveryV2,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens
} from '@modelcontextprotocol/client'
import type { OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import t, { type Test } from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { startTrek, type RunningTrek } from '../support/trek.ts'

/** The consent a client asks for, narrowed to reading trips: as a careful person's host has it, or an earlier version. */
function readOnly(url: URL): URL {
  const narrowed = new URL(url)
  narrowed.searchParams.set('scope', 'trips:read')
  return narrowed
}

const createTrip = { name: 'create_trip', arguments: { title: 'Lisbon' } }
const listTrips = { name: 'list_trips', arguments: {} }

/** Whoever lives in a test: TREK, Anna, and her browser. */
async function setUp(t: Test) {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const browser = await launchBrowser(t)
  return { trek, approve: async (url: URL) => answerConsent(await browser.newPage(), url, account) }
}

/** A client on SDK v1 that Anna let read her trips. */
async function readerOnV1(trek: RunningTrek, approve: (url: URL) => Promise<URL>) {
  const provider = new ClientProvider<OAuthClientInformationMixed, OAuthTokens, OAuthDiscoveryState>('SDK v1')
  const connect = async () => {
    const transport = new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
    const client = new Client({ name: 'v1', version: '1' })
    await client.connect(transport as never)
    return { client, transport }
  }
  const first = new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
  await new Client({ name: 'v1', version: '1' }).connect(first as never).catch(() => {})
  const answer = await approve(readOnly(provider.authorizationUrl))
  await first.finishAuth(answer.searchParams.get('code') ?? '')
  return { provider, connect, ...(await connect()) }
}

t.test('RS-04, MCP-35: SDK v1 with a token that only reads gets to write by one consent', async (t) => {
  const { trek, approve } = await setUp(t)
  const { provider, client, transport } = await readerOnV1(trek, approve)
  t.match(await client.callTool(listTrips), { structuredContent: { trips: [] } })
  const { browsersOpened: before } = provider

  await t.rejects(client.callTool(createTrip), { message: 'Unauthorized' }, 'it is waiting for the person')
  t.equal(provider.browsersOpened, before + 1)
  t.same(provider.authorizationUrl.searchParams.get('scope')?.split(' ').toSorted(), ['trips:read', 'trips:write'])
  t.ok(provider.tokens(), 'and has kept its login until then')
  t.match(await client.callTool(listTrips), { structuredContent: { trips: [] } })

  const answer = await approve(provider.authorizationUrl)
  await transport.finishAuth(answer.searchParams.get('code') ?? '')
  t.match(await client.callTool(createTrip), { structuredContent: { trip: { title: 'Lisbon' } } })
  t.equal(provider.browsersOpened, before + 1, 'one consent')
  await client.close()
})

t.test('RS-04, MCP-35: so does SDK v2', async (t) => {
  const { trek, approve } = await setUp(t)
  const provider = new ClientProvider<StoredOAuthClientInformation, StoredOAuthTokens, DiscoveryV2>('SDK v2')
  const first = new TransportV2(trek.mcpUrl, { authProvider: provider })
  await new ClientV2({ name: 'v2', version: '1' }).connect(first).catch(() => {})
  await first.finishAuth((await approve(readOnly(provider.authorizationUrl))).searchParams)
  const client = new ClientV2({ name: 'v2', version: '1' })
  const transport = new TransportV2(trek.mcpUrl, { authProvider: provider })
  await client.connect(transport)
  const { browsersOpened: before } = provider

  await t.rejects(client.callTool(createTrip), { message: 'Unauthorized' })
  await transport.finishAuth((await approve(provider.authorizationUrl)).searchParams)
  t.match(await client.callTool(createTrip), { structuredContent: { trip: { title: 'Lisbon' } } })
  t.equal(provider.browsersOpened, before + 1, 'one consent')
  await client.close()
})

t.test('RS-04: a client whose access token ends at that moment refreshes and keeps its login', async (t) => {
  const { trek, approve } = await setUp(t)
  const { provider, client, connect } = await readerOnV1(trek, approve)
  const other = provider.copy()
  await t.rejects(client.callTool(createTrip), { message: 'Unauthorized' })
  const { browsersOpened: before } = provider

  // Refused a moment ago, by whichever process, and over: a refresh now has its ordinary reason.
  await trek.sql('update oauth_access_tokens set scope_refused_at = clock_timestamp()')
  await trek.expireAccessTokens()
  t.match(await client.callTool(listTrips), { structuredContent: { trips: [] } })
  t.not(provider.tokens()?.refresh_token, other.tokens()?.refresh_token, 'it was refreshed')
  t.equal(provider.browsersOpened, before, 'without a word to the person')
  const again = await connect()
  t.match(await again.client.callTool(listTrips), { structuredContent: { trips: [] } })
  await again.client.close()
  await client.close()
})
