import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../../../api/client.ts'
import { type Session, sessionsQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Confirmation } from '../../../../components/confirmation.tsx'
import { formatMoment } from '../../../../dates.ts'
import { ScopeList } from '../scope-list.tsx'

/** One place an app is connected from. */
export function Installation({ session }: { session: Session }) {
  const id = useId()
  const [isAsking, setAsking] = useState(false)
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 border-t border-line py-3 first:border-0 last:pb-0">
      <div className="min-w-0 grow basis-60 text-sm">
        <p id={id}>
          Connected {formatMoment(session.created_at)}
          <span className="text-quiet">
            {' '}
            · {session.last_used_at === null ? 'not used yet' : `last used ${formatMoment(session.last_used_at)}`}
          </span>
        </p>
        <ScopeList scopes={session.scopes} />
      </div>
      <Button look="careful" size="small" aria-describedby={id} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      {isAsking && <RevokeDialog session={session} onClose={() => setAsking(false)} />}
    </li>
  )
}

function RevokeDialog({ session: { id, client }, onClose }: { session: Session; onClose: () => void }) {
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call('DELETE', '/api/oauth/sessions/{id}', { path: { id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      onClose()
    }
  })
  return (
    <Confirmation
      title={`Revoke the access of ${client.name}?`}
      action="Revoke"
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>It is locked out at once, and has to ask you again.</p>
    </Confirmation>
  )
}
