import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../../../api/client.ts'
import { type Token, tokensQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { TitledCard } from '../../../../components/card.tsx'
import { Confirmation } from '../../../../components/confirmation.tsx'
import { formatMoment } from '../../../../dates.ts'
import { ScopeList } from '../scope-list.tsx'
import { ConvertTokenDialog } from './convert-token.tsx'

/** A static token, by its first characters. */
export function TokenCard({ token }: { token: Token }) {
  const id = useId()
  const [open, setOpen] = useState<'convert' | 'delete'>()
  const close = () => setOpen(undefined)
  const { name, prefix, scopes, created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt } = token
  return (
    <TitledCard title={<span id={id}>{name}</span>}>
      <p className="text-sm">
        <code>{prefix}…</code>
        <span className="text-quiet">
          {' '}
          · made {formatMoment(createdAt)} ·{' '}
          {lastUsedAt === null ? 'not used yet' : `last used ${formatMoment(lastUsedAt)}`}
          {expiresAt !== null && ` · ends ${formatMoment(expiresAt)}`}
        </span>
      </p>
      <div className="text-sm">{scopes ? <ScopeList scopes={scopes} /> : 'Full access'}</div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="quiet" size="small" aria-describedby={id} onClick={() => setOpen('convert')}>
          Convert to machine client
        </Button>
        <Button look="careful" size="small" aria-describedby={id} onClick={() => setOpen('delete')}>
          Delete
        </Button>
      </div>
      {open === 'convert' && <ConvertTokenDialog token={token} onClose={close} />}
      {open === 'delete' && <DeleteTokenDialog token={token} onClose={close} />}
    </TitledCard>
  )
}

function DeleteTokenDialog({ token: { id, name }, onClose }: { token: Token; onClose: () => void }) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call('DELETE', '/api/auth/mcp-tokens/{id}', { path: { id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
      onClose()
    }
  })
  return (
    <Confirmation
      title={`Delete ${name}?`}
      action="Delete"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>Whatever uses this token is locked out at once.</p>
    </Confirmation>
  )
}
