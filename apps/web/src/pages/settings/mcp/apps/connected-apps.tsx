import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type Session, sessionsQuery } from '../../../../api/integrations.ts'
import { Badge } from '../../../../components/badge.tsx'
import { TitledCard } from '../../../../components/card.tsx'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { Loading } from '../../../../components/loading.tsx'
import { Problem } from '../../../../components/notice.tsx'
import { groupByApp } from './installations.ts'
import { Installation } from './installation.tsx'

const KINDS: Record<string, string> = {
  dynamic: 'Registered itself',
  document: 'Known by its address',
  manual: 'Your client'
}

/** What a person has let in, and how they end it. */
export function ConnectedApps() {
  const { data: sessions, error } = useQuery(sessionsQuery)
  if (error) return <Problem error={error} />
  if (!sessions) return <Loading />
  if (sessions.length === 0) {
    return (
      <EmptyState title="Nothing is connected">
        <Link to="?tab=connect" replace>
          Connect an app
        </Link>
      </EmptyState>
    )
  }
  return groupByApp(sessions).map(({ name, installations }) => (
    <TitledCard key={name} title={name} badges={<Kinds installations={installations} />}>
      <ul>
        {installations.map((session) => (
          <Installation key={session.id} session={session} />
        ))}
      </ul>
    </TitledCard>
  ))
}

function Kinds({ installations }: { installations: Session[] }) {
  const kinds = installations.map(({ kind, client }) =>
    kind === 'machine' ? 'Machine' : (KINDS[client.kind] ?? client.kind)
  )
  return [...new Set(kinds)].map((kind) => <Badge key={kind}>{kind}</Badge>)
}
