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
import { askingThePerson } from '../support/step-up.ts'
import { startTrek } from '../support/trek.ts'

const wires = [
  { mode: 'auto', revision: '2026-07-28' },
  { mode: 'legacy', revision: '2025-11-25' }
] as const

for (const { mode, revision } of wires) {
  t.test(`AS-13: SDK v2 reads, asks to write, and does the whole journey in revision ${revision}`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const browser = await launchBrowser(t)
    const provider = new ClientProvider<StoredOAuthClientInformation, StoredOAuthTokens, OAuthDiscoveryState>('SDK v2')
    const transport = () => new StreamableHTTPClientTransport(trek.mcpUrl, { authProvider: provider })
    const newClient = () => new Client({ name: 'v2', version: '1' }, { versionNegotiation: { mode } })

    const first = transport()
    await t.rejects(newClient().connect(first), { message: 'Unauthorized' }, 'the first attempt asks for consent')
    const page = await browser.newPage()
    const answer = await answerConsent(page, provider.authorizationUrl, account)
    t.equal(answer.searchParams.get('state'), provider.state())
    await first.finishAuth(answer.searchParams)

    const client = newClient()
    const second = transport()
    await client.connect(second)
    t.equal(client.getNegotiatedProtocolVersion(), revision)
    t.match(provider.tokens()?.scope, /^(\w+:read ?)+$/)
    const finish = (answer: URL) => second.finishAuth(answer.searchParams)
    await planATrip(t, askingThePerson({ client, provider, finish, page, account }))
    t.equal(provider.browsersOpened, 3, 'to read, to change trips, to change places')

    const before = provider.tokens()
    await trek.expireAccessTokens()
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    t.not(provider.tokens()?.refresh_token, before?.refresh_token, 'the refresh token was rotated on the way')
    await client.close()
  })
}
