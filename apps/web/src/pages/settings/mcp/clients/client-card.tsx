import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../../../api/client.ts'
import { type Client, clientsQuery } from '../../../../api/integrations.ts'
import { Badge } from '../../../../components/badge.tsx'
import { Button } from '../../../../components/button.tsx'
import { TitledCard } from '../../../../components/card.tsx'
import { Problem } from '../../../../components/notice.tsx'
import { formatMoment } from '../../../../dates.ts'
import { ScopeList } from '../scope-list.tsx'
import { DeleteClientDialog } from './delete-client.tsx'
import { EditClientDialog } from './edit-client.tsx'
import { RotateSecretDialog } from './rotate-secret.tsx'

/** A client its owner made, and what they can do with it. */
export function ClientCard({ client }: { client: Client }) {
  const id = useId()
  const queries = useQueryClient()
  const [open, setOpen] = useState<'edit' | 'rotate' | 'delete'>()
  const close = () => setOpen(undefined)
  const toggle = useMutation({
    mutationFn: () =>
      call('PATCH', '/api/oauth/clients/{id}', { path: { id: client.id }, body: { disabled: !client.disabled } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: clientsQuery.queryKey })
  })
  const action = { size: 'small', 'aria-describedby': id } as const
  return (
    <TitledCard title={<span id={id}>{client.name}</span>} badges={<Badges client={client} />}>
      <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
        <dt className="text-quiet">Client ID</dt>
        <dd>
          <code className="wrap-anywhere">{client.id}</code>
        </dd>
        {client.redirect_uris.length > 0 && (
          <>
            <dt className="text-quiet">Redirects to</dt>
            <dd className="wrap-anywhere">
              <RedirectUris uris={client.redirect_uris} />
            </dd>
          </>
        )}
        {client.authentication_method === 'private_key_jwt' && (
          <>
            <dt className="text-quiet">Signs with</dt>
            <dd className="wrap-anywhere">{client.jwks_uri ? <code>{client.jwks_uri}</code> : 'A key of its own'}</dd>
          </>
        )}
        <dt className="text-quiet">Allowed</dt>
        <dd>
          <ScopeList scopes={client.scopes} />
        </dd>
        <dt className="text-quiet">Made</dt>
        <dd>{formatMoment(client.created_at)}</dd>
      </dl>
      {toggle.error && <Problem error={toggle.error} />}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button {...action} look="quiet" onClick={() => setOpen('edit')}>
          Edit
        </Button>
        {client.authentication_method.startsWith('client_secret') && (
          <Button {...action} look="quiet" onClick={() => setOpen('rotate')}>
            Rotate secret
          </Button>
        )}
        <Button {...action} look="quiet" disabled={toggle.isPending} onClick={() => toggle.mutate()}>
          {client.disabled ? 'Enable' : 'Disable'}
        </Button>
        <Button {...action} look="careful" onClick={() => setOpen('delete')}>
          Delete
        </Button>
      </div>
      {open === 'edit' && <EditClientDialog client={client} onClose={close} />}
      {open === 'rotate' && <RotateSecretDialog client={client} onClose={close} />}
      {open === 'delete' && <DeleteClientDialog client={client} onClose={close} />}
    </TitledCard>
  )
}

function RedirectUris({ uris }: { uris: string[] }) {
  const lines = uris.map((uri) => (
    <code key={uri} className="block">
      {uri}
    </code>
  ))
  if (lines.length <= 2) return lines
  return (
    <details>
      <summary>{lines.length} addresses</summary>
      {lines}
    </details>
  )
}

function Badges({ client }: { client: Client }) {
  return (
    <>
      {client.machine && <Badge>Machine</Badge>}
      {client.public && <Badge>Public</Badge>}
      {client.disabled && <Badge tone="warning">Disabled</Badge>}
    </>
  )
}
