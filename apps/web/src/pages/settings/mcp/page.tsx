import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { ApiError } from '../../../api/client.ts'
import { clientsQuery } from '../../../api/integrations.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { type Tab, Tabs } from '../../../components/tabs.tsx'
import { ConnectedApps } from './apps/connected-apps.tsx'
import { OAuthClients } from './clients/oauth-clients.tsx'
import { Connect } from './connect/connect.tsx'
import { ApiTokens } from './tokens/api-tokens.tsx'

const TABS: Tab[] = [
  { id: 'clients', label: 'OAuth Clients', content: <OAuthClients /> },
  { id: 'apps', label: 'Connected Apps', content: <ConnectedApps /> },
  { id: 'tokens', label: 'API Tokens', content: <ApiTokens /> },
  { id: 'connect', label: 'Connect', content: <Connect /> }
]

/** Everything a person decides about assistants, programs and their access. */
export default function McpSettingsPage() {
  const [parameters, setParameters] = useSearchParams()
  const { error } = useQuery(clientsQuery)
  const wanted = parameters.get('tab')
  const selected = TABS.some(({ id }) => id === wanted) ? (wanted as string) : 'clients'
  return (
    <>
      <PageTitle title="MCP" />
      <p className="mt-1 max-w-prose text-quiet">
        Let assistants and programs plan with you, and decide what they may do.
      </p>
      {error instanceof ApiError && error.code === 'mcp_disabled' ? (
        <EmptyState title="Assistants are switched off here">An administrator can switch them on again.</EmptyState>
      ) : (
        <Tabs
          label="MCP"
          tabs={TABS}
          selected={selected}
          onSelect={(tab) => setParameters({ tab }, { replace: true })}
        />
      )}
    </>
  )
}
