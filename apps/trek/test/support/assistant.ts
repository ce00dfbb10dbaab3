import {
  Client,
  type OAuthDiscoveryState,
  StreamableHTTPClientTransport,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens
} from '@modelcontextprotocol/client'
import type { Page } from 'playwright-core'
import { answerConsent } from './chromium.ts'
import { ClientProvider } from './client-provider.ts'
import type { Account, RunningTrek } from './trek.ts'

/** What its host asks for, so that the person is not asked again at the first change. */
const WANTED = ['trips:write', 'places:write', 'budget:write']

/** An assistant that its owner has just connected in the browser, with the scopes its host asks for. */
export async function connectAssistant(
  trek: RunningTrek,
  name: string,
  { page, account, scopes = WANTED }: { page: Page; account: Account; scopes?: readonly string[] }
): Promise<Client> {
  const provider = new ClientProvider<StoredOAuthClientInformation, StoredOAuthTokens, OAuthDiscoveryState>(name)
  const first = new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
  const unauthorized = await new Client({ name, version: '1' }).connect(first).catch((error: unknown) => error)
  if (!(unauthorized instanceof Error)) throw new Error('no consent was needed')
  const url = new URL(provider.authorizationUrl)
  url.searchParams.set('scope', [url.searchParams.get('scope'), ...scopes].join(' '))
  const answer = await answerConsent(page, url, account)
  await first.finishAuth(answer.searchParams)

  const client = new Client({ name, version: '1' })
  await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider }))
  return client
}
