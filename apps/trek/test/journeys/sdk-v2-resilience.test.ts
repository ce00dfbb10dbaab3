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
import { type Connect, type Connected, testOutages, testStorm } from '../support/resilience.ts'
import type { RunningTrek } from '../support/trek.ts'

type Provider = ClientProvider<StoredOAuthClientInformation, StoredOAuthTokens, OAuthDiscoveryState>

const connect: Connect = async (trek, page, account) => {
  const provider: Provider = new ClientProvider('SDK v2')
  const first = new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
  await new Client({ name: 'v2', version: '1' }).connect(first).catch(() => {})
  const answer = await answerConsent(page, provider.authorizationUrl, account)
  await first.finishAuth(answer.searchParams)
  return goOn(trek, provider)
}

async function goOn(trek: RunningTrek, provider: Provider): Promise<Connected> {
  const client = new Client({ name: 'v2', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider }))
  return {
    provider,
    listTrips: () => client.callTool({ name: 'list_trips', arguments: {} }),
    close: () => client.close(),
    fork: () => goOn(trek, provider.copy())
  }
}

testStorm(t, 'SDK v2', connect)
testOutages(t, 'SDK v2', connect)
