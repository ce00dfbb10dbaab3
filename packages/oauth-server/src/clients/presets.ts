/** What to fill in for a well-known MCP client. */
export interface ClientPreset {
  id: string
  name: string
  /** Every address the client is known to be sent to, and the one people have been told to enter. */
  redirectUris: string[]
  /** Programs on people's machines keep no secret (RFC 8252 section 8.5). */
  isPublic: boolean
}

/** Where mcp-remote listens, on a port of its own choosing, and the address without a path that is often written down. */
const ON_THIS_MACHINE = ['http://localhost', 'http://localhost/oauth/callback', 'http://127.0.0.1/oauth/callback']
const HOSTED_CLAUDE = ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback']

/** Clients that a person may have to register by hand. Others find their way by themselves. */
export const clientPresets: readonly ClientPreset[] = [
  { id: 'claude-ai', name: 'Claude.ai', redirectUris: HOSTED_CLAUDE, isPublic: false },
  {
    id: 'claude-desktop',
    name: 'Claude Desktop',
    redirectUris: [...HOSTED_CLAUDE, ...ON_THIS_MACHINE],
    isPublic: true
  },
  {
    id: 'cursor',
    name: 'Cursor',
    redirectUris: [
      ...ON_THIS_MACHINE,
      'http://localhost:8787/callback',
      'https://www.cursor.com/agents/mcp/oauth/callback',
      'cursor://anysphere.cursor-mcp/oauth/callback'
    ],
    isPublic: true
  },
  {
    id: 'vscode',
    name: 'VS Code',
    redirectUris: [
      ...ON_THIS_MACHINE,
      'http://127.0.0.1/',
      'https://vscode.dev/redirect',
      'https://insiders.vscode.dev/redirect'
    ],
    isPublic: true
  },
  { id: 'windsurf', name: 'Windsurf', redirectUris: ON_THIS_MACHINE, isPublic: true },
  { id: 'zed', name: 'Zed', redirectUris: [...ON_THIS_MACHINE, 'http://127.0.0.1/callback'], isPublic: true }
]
