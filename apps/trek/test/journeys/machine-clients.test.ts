import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client'
import {
  ClientCredentialsProvider as ClientCredentialsV2,
  PrivateKeyJwtProvider as PrivateKeyJwtV2
} from '@modelcontextprotocol/client'
import {
  ClientCredentialsProvider as ClientCredentialsV1,
  PrivateKeyJwtProvider as PrivateKeyJwtV1
} from '@modelcontextprotocol/sdk/client/auth-extensions.js'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose'
import t, { type Test } from 'tap'
import { machineClient } from '../support/machine-client.ts'
import { mcpRemote } from '../support/mcp-remote.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

const SCOPES = ['trips:read', 'trips:write', 'places:read', 'places:write']
const info = { name: 'agent', version: '1' }

async function trekWithOwner(t: Test) {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  return { trek, browser }
}

/** A machine client that signs, with its key as the SDKs take it. */
async function signingClient(browser: Parameters<typeof machineClient>[0]) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwks = { keys: [{ ...(await exportJWK(publicKey)) }] }
  const { clientId } = await machineClient(browser, { scopes: SCOPES, jwks })
  return { clientId, privateKey: await exportPKCS8(privateKey), algorithm: 'ES256' }
}

t.test('AS-77: SDK v1 works unattended with a secret and with a key, and gets its next token by itself', async (t) => {
  const { trek, browser } = await trekWithOwner(t)
  const providers = [
    new ClientCredentialsV1({ ...(await machineClient(browser, { scopes: SCOPES })), expectedIssuer: trek.url }),
    new PrivateKeyJwtV1({ ...(await signingClient(browser)), expectedIssuer: trek.url })
  ]
  for (const authProvider of providers) {
    const client = new ClientV1(info)
    await client.connect(new TransportV1(trek.mcpUrl, { authProvider }) as never)
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    await trek.expireAccessTokens()
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    await client.close()
  }
  t.match(await browser.call('GET', '/api/trips'), { body: { trips: { length: 4 } } }, 'they are the owner’s trips')
})

t.test('AS-77: SDK v2 works unattended with a secret and with a key, and gets its next token by itself', async (t) => {
  const { trek, browser } = await trekWithOwner(t)
  const providers = [
    new ClientCredentialsV2({ ...(await machineClient(browser, { scopes: SCOPES })), expectedIssuer: trek.url }),
    new PrivateKeyJwtV2({ ...(await signingClient(browser)), expectedIssuer: trek.url })
  ]
  for (const authProvider of providers) {
    const client = new ClientV2(info)
    await client.connect(new TransportV2(trek.mcpUrl, { authProvider }))
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    await trek.expireAccessTokens()
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    await client.close()
  }
})

t.test('AS-77: mcp-remote --client-credentials works unattended, whatever scopes the client has', async (t) => {
  const { trek, browser } = await trekWithOwner(t)
  const home = await mkdtemp(join(tmpdir(), 'mcp-remote-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  const { clientId, clientSecret } = await machineClient(browser, { scopes: [...SCOPES, 'budget:read'] })
  const narrow = await machineClient(browser, { scopes: ['trips:read'] })
  const connect = async (credentials: { clientId: string; clientSecret: string }) => {
    const client = new ClientV1(info)
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [
        mcpRemote,
        trek.mcpUrl.href,
        '--client-credentials',
        '--static-oauth-client-info',
        JSON.stringify({ client_id: credentials.clientId, client_secret: credentials.clientSecret })
      ],
      env: { HOME: home, MCP_REMOTE_CONFIG_DIR: join(home, credentials.clientId), PATH: process.env.PATH ?? '' },
      stderr: 'pipe'
    })
    t.teardown(() => client.close())
    let said = ''
    transport.stderr?.on('data', (chunk) => (said += chunk))
    await client.connect(transport as never, { timeout: 60_000 }).catch((error: unknown) => {
      t.comment(said)
      throw error
    })
    return client
  }
  const client = await connect({ clientId, clientSecret })
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
  await trek.expireAccessTokens()
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))

  const reader = await connect(narrow)
  t.match(await reader.callTool({ name: 'list_trips', arguments: {} }), { structuredContent: { trips: { length: 2 } } })
  t.notOk((await reader.listTools()).tools.some(({ name }) => name === 'create_trip'))
})
