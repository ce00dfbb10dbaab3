import type { OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import t from 'tap'
import { answerConsent } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { type Connect, testOutages } from '../support/outages.ts'

const connect: Connect = async (trek, page, account) => {
  const provider = new ClientProvider<OAuthClientInformationMixed, OAuthTokens, OAuthDiscoveryState>('SDK v1')
  const transport = () => new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
  const first = transport()
  await new Client({ name: 'v1', version: '1' }).connect(first as never).catch(() => {})
  const answer = await answerConsent(page, provider.authorizationUrl, account)
  await first.finishAuth(answer.searchParams.get('code') ?? '')
  const client = new Client({ name: 'v1', version: '1' })
  await client.connect(transport() as never)
  const listTrips = () => client.callTool({ name: 'list_trips', arguments: {} })
  return { provider, listTrips, close: () => client.close() }
}

testOutages(t, 'SDK v1', connect)
