import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import t from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

/** The SDK's own OAuth code, with a store in memory and a browser that is handed the URL. */
class Provider implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:9/callback'
  readonly clientMetadata = { client_name: 'SDK v1', redirect_uris: ['http://127.0.0.1:9/callback'] }
  authorizationUrl: URL | undefined
  #client: OAuthClientInformationMixed | undefined
  #tokens: OAuthTokens | undefined
  #verifier = ''

  state = () => 'a state & more'
  clientInformation = () => this.#client
  saveClientInformation = (client: OAuthClientInformationMixed) => void (this.#client = client)
  tokens = () => this.#tokens
  saveTokens = (tokens: OAuthTokens) => void (this.#tokens = tokens)
  redirectToAuthorization = (url: URL) => void (this.authorizationUrl = url)
  saveCodeVerifier = (verifier: string) => void (this.#verifier = verifier)
  codeVerifier = () => this.#verifier
  /** As if an hour had gone by. */
  spoilAccessToken(): void {
    if (this.#tokens) this.#tokens = { ...this.#tokens, access_token: 'spoiled' }
  }
}

t.test('SDK v1 connects through the browser, plans a trip, refreshes, and goes on', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const browser = await launchBrowser(t)
  const provider = new Provider()
  const transport = () => new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })

  const first = transport()
  await t.rejects(
    new Client({ name: 'v1', version: '1' }).connect(first as never),
    { message: 'Unauthorized' },
    'the first attempt asks for consent'
  )
  const { authorizationUrl } = provider
  if (!authorizationUrl) throw new Error('no authorization URL')
  t.equal(authorizationUrl.searchParams.get('resource'), trek.mcpUrl.href)
  const answer = await answerConsent(await browser.newPage(), authorizationUrl, account)
  t.equal(answer.searchParams.get('state'), 'a state & more')
  t.equal(answer.searchParams.get('iss'), trek.url)
  await first.finishAuth(answer.searchParams.get('code') ?? '')

  const client = new Client({ name: 'v1', version: '1' })
  await client.connect(transport() as never)
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))

  const before = provider.tokens()?.refresh_token
  provider.spoilAccessToken()
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
  t.not(provider.tokens()?.refresh_token, before, 'the refresh token was rotated on the way')
  await client.close()

  const secrets = [
    account.password,
    answer.searchParams.get('code'),
    provider.codeVerifier(),
    provider.tokens()?.access_token,
    before
  ]
  for (const secret of secrets) t.notMatch(trek.logged(), secret ?? 'no secret', 'AS-139: no secret in the log')
})
