import type { Endpoints } from '../../../../api/integrations.ts'

/** What a client shows to be let in. */
export interface Credentials {
  clientId: string
  /** Absent: a public client. */
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
  | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')

curl -sS ${mcp} -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' \\
  -H 'Accept: application/json, text/event-stream' \\
  -d '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'`
  return { id: 'curl', label: 'curl', use: 'A token, and what can be done with it', text }
}

function sdk({ clientId, secret = '' }: Credentials, { mcp, token }: Endpoints): Snippet {
  const text = `import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const authProvider = new ClientCredentialsProvider({
  clientId: '${clientId}',
  clientSecret: '${secret}',
  expectedIssuer: '${new URL(token).origin}'
})
const client = new Client({ name: 'my-agent', version: '1.0.0' })
await client.connect(new StreamableHTTPClientTransport(new URL('${mcp}'), { authProvider }))
console.log(await client.callTool({ name: 'list_trips', arguments: {} }))`
  return { id: 'sdk', label: 'TypeScript', use: 'With the MCP SDK', text }
}
