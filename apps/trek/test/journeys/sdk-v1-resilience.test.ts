import type { OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import t from 'tap'
import { answerConsent } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { type Connect, type Connected, testOutages, testStorm } from '../support/resilience.ts'
import type { RunningTrek } from '../support/trek.ts'

type Provider = ClientProvider<OAuthClientInformationMixed, OAuthTokens, OAuthDiscoveryState>

const connect: Connect = async (trek, page, account) => {
  const provider: Provider = new ClientProvider('SDK v1')
  const first = new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
  await new Client({ name: 'v1', version: '1' }).connect(first as never).catch(() => {})
  const answer = await answerConsent(page, provider.authorizationUrl, account)
  await first.finishAuth(answer.searchParams.get('code') ?? '')
  return goOn(trek, provider)
}

async function goOn(trek: RunningTrek, provider: Provider): Promise<Connected> {
  const client = new Client({ name: 'v1', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider }) as never)
  return {
    provider,
    listTrips: () => client.callTool({ name: 'list_trips', arguments: {} }),
    close: () => client.close(),
    fork: () => goOn(trek, provider.copy())
  }
}

testStorm(t, 'SDK v1', connect)
testOutages(t, 'SDK v1', connect)
