import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { clientsQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { Loading } from '../../../../components/loading.tsx'
import { Problem } from '../../../../components/notice.tsx'
import { ClientCard } from './client-card.tsx'
import { NewClientDialog } from './new-client.tsx'

/** The clients a person made by hand. */
export function OAuthClients() {
  const { data: clients, error } = useQuery(clientsQuery)
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-quiet">
          For apps that ask for a client id, and for scripts. Most apps need none: see{' '}
          <Link to="?tab=connect" replace>
            how to connect yours
          </Link>
          .
        </p>
        <Button onClick={() => setMaking(true)}>New Client</Button>
      </div>
      {error && <Problem error={error} />}
      {!clients && !error && <Loading />}
      {clients?.length === 0 && <EmptyState title="No clients yet">The ones you register appear here.</EmptyState>}
      {clients?.map((client) => (
        <ClientCard key={client.id} client={client} />
      ))}
      {isMaking && <NewClientDialog onClose={() => setMaking(false)} />}
    </>
  )
}
