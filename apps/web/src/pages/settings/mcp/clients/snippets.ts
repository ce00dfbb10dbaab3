import type { Endpoints } from '../../../../api/integrations.ts'

/** What a client shows to be let in. */
export interface Credentials {
  clientId: string
  /** Absent: a public client, or a machine client that signs. */
  secret?: string | undefined
  isMachine: boolean
}

export interface Snippet {
  id: string
  label: string
  /** What it is for. */
  use: string
  text: string
}

/** Ready-made pieces of configuration and code for a client; secrets and ids need no escaping anywhere in them. */
export function snippetsFor(credentials: Credentials, endpoints: Endpoints): Snippet[] {
  if (credentials.isMachine && credentials.secret === undefined)
    return [signedCurl(endpoints), signingSdk(credentials, endpoints)]
  return [
    ...(credentials.isMachine ? [curl(credentials, endpoints)] : []),
    mcpServers(credentials, endpoints),
    mcpRemote(credentials, endpoints),
    ...(credentials.isMachine ? [sdk(credentials, endpoints)] : [])
  ]
}

/** A configuration without credentials: the client registers itself. */
export function plainMcpServers({ mcp }: Endpoints): string {
  return asServers(['-y', 'mcp-remote', mcp])
}

function mcpServers(credentials: Credentials, { mcp }: Endpoints): Snippet {
  return {
    id: 'mcp-servers',
    label: 'mcpServers',
    use: 'For the settings file of a desktop app',
    text: asServers(['-y', 'mcp-remote', mcp, ...remoteArguments(credentials)])
  }
}

function mcpRemote(credentials: Credentials, { mcp }: Endpoints): Snippet {
  const [last = '', ...others] = remoteArguments(credentials).toReversed()
  const words = ['npx -y mcp-remote', mcp, ...others.toReversed(), `'${last}'`]
  return { id: 'mcp-remote', label: 'mcp-remote', use: 'To try it in a terminal', text: words.join(' ') }
}

function asServers(args: string[]): string {
  return JSON.stringify({ mcpServers: { trek: { command: 'npx', args } } }, null, 2)
}

function remoteArguments({ clientId, secret, isMachine }: Credentials): string[] {
  const information = JSON.stringify({ client_id: clientId, ...(secret !== undefined && { client_secret: secret }) })
  return [...(isMachine ? ['--client-credentials'] : []), '--static-oauth-client-info', information]
}

function curl({ clientId, secret = '' }: Credentials, { mcp, token }: Endpoints): Snippet {
  const text = `TOKEN=$(curl -sS -u '${clientId}:${secret}' \\
  -d grant_type=client_credentials ${token} \\
  | ${TOKEN_OF_ANSWER})

${listTools(mcp)}`
  return { id: 'curl', label: 'curl', use: 'A token, and what can be done with it', text }
}

/** RFC 7523 section 2.2. */
function signedCurl({ mcp, token }: Endpoints): Snippet {
  const text = `TOKEN=$(curl -sS -d grant_type=client_credentials \\
  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
  -d client_assertion="$ASSERTION" ${token} \\
  | ${TOKEN_OF_ANSWER})

${listTools(mcp)}`
  return {
    id: 'curl',
    label: 'curl',
    use: 'A token, with a signed JWT in ASSERTION: iss and sub are the id, besides aud, exp and jti',
    text
  }
}

const TOKEN_OF_ANSWER = String.raw`sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'`

const listTools = (mcp: string) => `curl -sS ${mcp} -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' \\
  -H 'Accept: application/json, text/event-stream' \\
  -d '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'`

function sdk({ clientId, secret = '' }: Credentials, endpoints: Endpoints): Snippet {
  const text = `import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const authProvider = new ClientCredentialsProvider({
  clientId: '${clientId}',
  clientSecret: '${secret}',
  expectedIssuer: '${endpoints.issuer}'
})
${listTrips(endpoints)}`
  return { id: 'sdk', label: 'TypeScript', use: 'With the MCP SDK', text }
}

function signingSdk({ clientId }: Credentials, endpoints: Endpoints): Snippet {
  const text = `import { readFile } from 'node:fs/promises'
import { Client, PrivateKeyJwtProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const authProvider = new PrivateKeyJwtProvider({
  clientId: '${clientId}',
  privateKey: await readFile('private-key.pem', 'utf8'),
  algorithm: 'ES256',
  expectedIssuer: '${endpoints.issuer}'
})
${listTrips(endpoints)}`
  return { id: 'sdk', label: 'TypeScript', use: 'With the MCP SDK; the algorithm is that of your key', text }
}

const listTrips = ({ mcp }: Endpoints) => `const client = new Client({ name: 'my-agent', version: '1.0.0' })
await client.connect(new StreamableHTTPClientTransport(new URL('${mcp}'), { authProvider }))
console.log(await client.callTool({ name: 'list_trips', arguments: {} }))`
