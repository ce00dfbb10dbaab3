import type { OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import t from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { askingThePerson } from '../support/step-up.ts'
import { startTrek } from '../support/trek.ts'

t.test('AS-13: SDK v1 connects through the browser to read, asks again to write, refreshes, and goes on', async (t) => {
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
  const page = await browser.newPage()
  const answer = await answerConsent(page, provider.authorizationUrl, account)
  t.equal(answer.searchParams.get('state'), provider.state())
  t.equal(answer.searchParams.get('iss'), trek.url)
  await first.finishAuth(answer.searchParams.get('code') ?? '')

  const client = new Client({ name: 'v1', version: '1' })
  const second = transport()
  await client.connect(second as never)
  t.match(provider.tokens()?.scope, /^(\w+:read ?)+$/)
  const finish = (answer: URL) => second.finishAuth(answer.searchParams.get('code') ?? '')
  await planATrip(t, askingThePerson({ client, provider, finish, page, account }))
  t.equal(provider.browsersOpened, 3, 'to read, to change trips, to change places')

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
