import {
  Client,
  type OAuthDiscoveryState,
  StreamableHTTPClientTransport,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens
} from '@modelcontextprotocol/client'
import t from 'tap'
import { answerConsent } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { type Connect, testOutages } from '../support/outages.ts'

const connect: Connect = async (trek, page, account) => {
  const provider = new ClientProvider<StoredOAuthClientInformation, StoredOAuthTokens, OAuthDiscoveryState>('SDK v2')
  const transport = () => new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
  const first = transport()
  await new Client({ name: 'v2', version: '1' }).connect(first).catch(() => {})
  const answer = await answerConsent(page, provider.authorizationUrl, account)
  await first.finishAuth(answer.searchParams)
  const client = new Client({ name: 'v2', version: '1' })
  await client.connect(transport())
  const listTrips = () => client.callTool({ name: 'list_trips', arguments: {} })
  return { provider, listTrips, close: () => client.close() }
}

testOutages(t, 'SDK v2', connect)
