import {
  Client,
  type OAuthDiscoveryState,
  StreamableHTTPClientTransport,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens
} from '@modelcontextprotocol/client'
import t from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { ClientProvider } from '../support/client-provider.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

const wires = [
  { mode: 'auto', revision: '2026-07-28' },
  { mode: 'legacy', revision: '2025-11-25' }
] as const

for (const { mode, revision } of wires) {
  t.test(`SDK v2 does the whole journey in revision ${revision}`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const browser = await launchBrowser(t)
    const provider = new ClientProvider<StoredOAuthClientInformation, StoredOAuthTokens, OAuthDiscoveryState>('SDK v2')
    const transport = () => new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
    const newClient = () => new Client({ name: 'v2', version: '1' }, { versionNegotiation: { mode } })

    const first = transport()
    await t.rejects(newClient().connect(first), { message: 'Unauthorized' }, 'the first attempt asks for consent')
    const answer = await answerConsent(await browser.newPage(), provider.authorizationUrl, account)
    t.equal(answer.searchParams.get('state'), provider.state())
    await first.finishAuth(answer.searchParams)

    const client = newClient()
    await client.connect(transport())
    t.equal(client.getNegotiatedProtocolVersion(), revision)
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))

    const before = provider.tokens()
    await trek.expireAccessTokens()
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    t.not(provider.tokens()?.refresh_token, before?.refresh_token, 'the refresh token was rotated on the way')
    await client.close()
  })
}
