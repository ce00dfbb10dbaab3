import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Confirmation } from '../../../components/confirmation.tsx'
import { formatMoment } from '../../../dates.ts'
import { ScopeList } from '../../settings/mcp/scope-list.tsx'

interface RevocableProps {
  name: string
  owner: string
  badges: string[]
  /** Absent: everything. */
  scopes: string[] | null
  createdAt: string
  lastUsedAt: string | null
  /** Besides when it was made and used. */
  note?: ReactNode
  /** What is said before it is done. */
  warning: string
  revoke: () => Promise<unknown>
  /** What to load again afterwards. */
  queryKey: readonly string[]
}

/** Somebody's access, and how to end it. */
export function Revocable({
  name,
  owner,
  badges,
  scopes,
  createdAt,
  lastUsedAt,
  note,
  warning,
  revoke,
  queryKey
}: RevocableProps) {
  const id = useId()
  const [isAsking, setAsking] = useState(false)
  const queries = useQueryClient()
  const revoking = useMutation({
    mutationFn: revoke,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey })
      setAsking(false)
    }
  })
  return (
    <li
      aria-labelledby={id}
      className="flex flex-wrap items-start justify-between gap-3 border-t border-line py-4 first:border-0"
    >
      <div className="min-w-0 grow basis-60 text-sm">
        <div id={id} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base">
          <h3 className="min-w-0 break-words">{name}</h3>
          <span>of {owner}</span>
        </div>
        <p className="mb-1 text-quiet">
          Made {formatMoment(createdAt)} ·{' '}
          {lastUsedAt === null ? 'not used yet' : `last used ${formatMoment(lastUsedAt)}`}
          {note}
        </p>
        <div className="flex flex-wrap items-start gap-1">
          {badges.map((badge) => (
            <Badge key={badge} tone="good">
              {badge}
            </Badge>
          ))}
          {scopes ? <ScopeList scopes={scopes} /> : <Badge tone="warning">Full access</Badge>}
        </div>
      </div>
      <Button look="careful" size="small" aria-describedby={id} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      {isAsking && (
        <Confirmation
          title={`Revoke ${name} of ${owner}?`}
          action="Revoke"
          isPending={revoking.isPending}
          error={revoking.error}
          onConfirm={() => revoking.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{warning}</p>
        </Confirmation>
      )}
    </li>
  )
}
