import type { OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import t from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

t.test('SDK v1 connects through the browser, plans a trip, refreshes, and goes on', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const browser = await launchBrowser(t)
  const provider = new ClientProvider<OAuthClientInformationMixed, OAuthTokens, OAuthDiscoveryState>('SDK v1')
  const transport = () => new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })

  const first = transport()
  await t.rejects(
    new Client({ name: 'v1', version: '1' }).connect(first as never),
    { message: 'Unauthorized' },
    'the first attempt asks for consent'
  )
  t.equal(provider.authorizationUrl.searchParams.get('resource'), trek.mcpUrl.href)
  const answer = await answerConsent(await browser.newPage(), provider.authorizationUrl, account)
  t.equal(answer.searchParams.get('state'), provider.state())
  t.equal(answer.searchParams.get('iss'), trek.url)
  await first.finishAuth(answer.searchParams.get('code') ?? '')

  const client = new Client({ name: 'v1', version: '1' })
  await client.connect(transport() as never)
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))

  const before = provider.tokens()
  await trek.expireAccessTokens()
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
  t.not(provider.tokens()?.refresh_token, before?.refresh_token, 'the refresh token was rotated on the way')
  await client.close()

  const secrets = {
    password: account.password,
    code: answer.searchParams.get('code'),
    verifier: provider.codeVerifier(),
    accessToken: provider.tokens()?.access_token,
    refreshToken: before?.refresh_token
  }
  for (const [name, secret] of Object.entries(secrets))
    t.notMatch(trek.logged(), secret ?? 'absent', `AS-139: the log has no ${name}`)
})
