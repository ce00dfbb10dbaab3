import { useQuery } from '@tanstack/react-query'
import { anyonesSessionsQuery, anyonesTokensQuery } from '../../../api/administration.ts'
import { call } from '../../../api/client.ts'
import { formatMoment } from '../../../dates.ts'
import { AdminPage } from '../admin-page.tsx'
import { PagedList } from './paged-list.tsx'
import { Revocable } from './revocable.tsx'
import { TokenSwitches } from './token-switches.tsx'

const KINDS: Record<string, string> = {
  dynamic: 'Registered itself',
  document: 'Known by its address',
  manual: 'Made by hand'
}

/** Every app, assistant and token of everybody on this instance. */
export default function McpAccessPage() {
  const { data: sessions, error } = useQuery(anyonesSessionsQuery)
  const { data: tokens, error: tokensError } = useQuery(anyonesTokensQuery)
  return (
    <AdminPage
      title="MCP access"
      lead="Which apps and tokens have access to whose trips. What you revoke is locked out at once."
      error={error ?? tokensError}
      isLoading={!sessions || !tokens}
    >
      {sessions && (
        <PagedList
          title="Connected apps"
          empty="Nothing is connected"
          hint="Person, app or scope"
          items={sessions}
          textsOf={({ user, client, scopes }) => [user.username, client.name, client.id, ...scopes]}
        >
          {({ id, kind, user, client, scopes, created_at: createdAt, last_used_at: lastUsedAt }) => (
            <Revocable
              key={id}
              name={client.name}
              owner={user.username}
              badges={[kind === 'machine' ? 'Machine' : (KINDS[client.kind] ?? client.kind)]}
              {...{ scopes, createdAt, lastUsedAt }}
              warning={`It is locked out at once, and has to ask ${user.username} again.`}
              revoke={() => call('DELETE', '/api/admin/oauth-sessions/{id}', { path: { id } })}
              queryKey={anyonesSessionsQuery.queryKey}
            />
          )}
        </PagedList>
      )}
      {tokens && (
        <PagedList
          title="API tokens"
          empty="No tokens"
          hint="Person or token"
          items={tokens.tokens}
          textsOf={({ user, name, prefix }) => [user.username, name, prefix]}
        >
          {({
            id,
            user,
            name,
            prefix,
            scopes,
            created_at: createdAt,
            expires_at: expiresAt,
            last_used_at: lastUsedAt
          }) => (
            <Revocable
              key={id}
              name={name}
              owner={user.username}
              badges={user.enabled ? [] : [`Switched off for ${user.username}`]}
              {...{ scopes, createdAt, lastUsedAt }}
              note={
                <>
                  {expiresAt !== null && ` · ends ${formatMoment(expiresAt)}`} · <code>{prefix}…</code>
                </>
              }
              warning="Whatever uses this token is locked out at once."
              revoke={() => call('DELETE', '/api/admin/mcp-tokens/{id}', { path: { id } })}
              queryKey={anyonesTokensQuery.queryKey}
            />
          )}
        </PagedList>
      )}
      {tokens && <TokenSwitches {...tokens} />}
    </AdminPage>
  )
}
