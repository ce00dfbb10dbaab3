import type { Endpoints } from '../../../../api/integrations.ts'
import { plainMcpServers } from '../clients/snippets.ts'

export interface Step {
  text: string
  /** Something to paste at this step. */
  paste?: { label: string; text: string }
}

export interface Guide {
  id: string
  app: string
  steps: Step[]
}

const SIGN_IN = 'Your browser opens: sign in here if you have to, and approve.'

/** How to connect each well-known app to this instance, none of which needs a client made by hand. */
export function guidesFor(endpoints: Endpoints): Guide[] {
  const { mcp } = endpoints
  const url = { label: 'Server URL', text: mcp }
  return [
    {
      id: 'claude',
      app: 'Claude',
      steps: [
        { text: 'In Claude (web, desktop or phone) open Settings, Connectors, and choose “Add custom connector”.' },
        {
          text: 'Name it TREK and paste the address of this server. Claude has to reach it over the internet.',
          paste: url
        },
        { text: `Choose “Connect”. ${SIGN_IN}` }
      ]
    },
    {
      id: 'claude-code',
      app: 'Claude Code',
      steps: [
        { text: 'Run this once.', paste: { label: 'Command', text: `claude mcp add --transport http trek ${mcp}` } },
        { text: `In Claude Code type /mcp, choose trek and “Authenticate”. ${SIGN_IN}` }
      ]
    },
    {
      id: 'chatgpt',
      app: 'ChatGPT',
      steps: [
        { text: 'In ChatGPT open Settings, Apps & Connectors, Advanced settings, and switch developer mode on.' },
        { text: 'Create a connector named TREK with this address and OAuth as its authentication.', paste: url },
        { text: SIGN_IN }
      ]
    },
    {
      id: 'cursor',
      app: 'Cursor',
      steps: [
        {
          text: 'Put this into ~/.cursor/mcp.json.',
          paste: { label: 'mcp.json', text: json({ mcpServers: { trek: { url: mcp } } }) }
        },
        { text: `In Cursor’s settings open MCP and choose “Connect” beside trek. ${SIGN_IN}` }
      ]
    },
    {
      id: 'vscode',
      app: 'VS Code',
      steps: [
        {
          text: 'Run this once, or add the server with “MCP: Add Server”.',
          paste: {
            label: 'Command',
            text: `code --add-mcp '${JSON.stringify({ name: 'trek', type: 'http', url: mcp })}'`
          }
        },
        { text: `Start the server from the list of MCP servers and allow it to sign in. ${SIGN_IN}` }
      ]
    },
    {
      id: 'windsurf',
      app: 'Windsurf',
      steps: [
        {
          text: 'Put this into ~/.codeium/windsurf/mcp_config.json.',
          paste: { label: 'mcp_config.json', text: plainMcpServers(endpoints) }
        },
        { text: `Reload the MCP servers in Cascade. ${SIGN_IN}` }
      ]
    },
    {
      id: 'zed',
      app: 'Zed',
      steps: [
        {
          text: 'Put this into Zed’s settings.json.',
          paste: { label: 'settings.json', text: json({ context_servers: { trek: { url: mcp } } }) }
        },
        { text: `In the agent panel’s settings choose to authenticate beside trek. ${SIGN_IN}` }
      ]
    },
    {
      id: 'other',
      app: 'Another app',
      steps: [
        { text: 'If it takes the address of a remote MCP server, that is all it needs.', paste: url },
        {
          text: 'If it only starts programs, let it start mcp-remote.',
          paste: { label: 'mcpServers', text: plainMcpServers(endpoints) }
        },
        { text: SIGN_IN }
      ]
    }
  ]
}

function json(value: object): string {
  return JSON.stringify(value, null, 2)
}
