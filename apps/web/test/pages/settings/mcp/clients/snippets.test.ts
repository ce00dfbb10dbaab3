import t from 'tap'
import { snippetsFor } from '../../../../../src/pages/settings/mcp/clients/snippets.ts'

const endpoints = {
  mcp: 'https://trek.example/mcp',
  token: 'https://trek.example/oauth/token',
  issuer: 'https://trek.example'
}

function snippets(credentials: { clientId: string; secret?: string; isMachine: boolean }) {
  return Object.fromEntries(snippetsFor(credentials, endpoints).map(({ id, text }) => [id, text]))
}

t.test('an app gets its id and secret through mcp-remote', async (t) => {
  const { 'mcp-servers': servers = '', ...others } = snippets({ clientId: 'cl', secret: 's3', isMachine: false })
  const { command, args } = JSON.parse(servers).mcpServers.trek
  t.equal(command, 'npx')
  t.same(args.slice(0, 4), ['-y', 'mcp-remote', endpoints.mcp, '--static-oauth-client-info'])
  t.same(JSON.parse(args[4]), { client_id: 'cl', client_secret: 's3' })
  t.same(others, {
    'mcp-remote': `npx -y mcp-remote https://trek.example/mcp --static-oauth-client-info '{"client_id":"cl","client_secret":"s3"}'`
  })
})

t.test('a public client has no secret to tell', async (t) => {
  const { 'mcp-servers': servers = '' } = snippets({ clientId: 'cl', isMachine: false })
  t.same(JSON.parse(JSON.parse(servers).mcpServers.trek.args.at(-1)), { client_id: 'cl' })
})

t.test('a machine client logs in by itself, in a shell, in an app and in code', async (t) => {
  const all = snippets({ clientId: 'cl', secret: 's3', isMachine: true })
  t.same(Object.keys(all), ['curl', 'mcp-servers', 'mcp-remote', 'sdk'])
  t.match(all.curl, "-u 'cl:s3'")
  t.match(all.curl, endpoints.token)
  t.ok(JSON.parse(all['mcp-servers'] ?? '').mcpServers.trek.args.includes('--client-credentials'))
  t.match(all['mcp-remote'], '--client-credentials --static-oauth-client-info')
  t.match(all.sdk, "expectedIssuer: 'https://trek.example'")
})

t.test('a machine client that signs is shown how, and told no secret', async (t) => {
  const all = snippets({ clientId: 'cl', isMachine: true })
  t.same(Object.keys(all), ['curl', 'sdk'], 'what can only send a secret is left out')
  t.match(all.curl, 'client_assertion="$ASSERTION" https://trek.example/oauth/token')
  t.match(all.sdk, "new PrivateKeyJwtProvider({\n  clientId: 'cl'")
  t.match(all.sdk, "expectedIssuer: 'https://trek.example'")
})
