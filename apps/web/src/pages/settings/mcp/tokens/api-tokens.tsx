import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tokensQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { EmptyState } from '../../../../components/empty-state.tsx'
import { Loading } from '../../../../components/loading.tsx'
import { Notice, Problem } from '../../../../components/notice.tsx'
import { formatDate } from '../../../../dates.ts'
import { NewTokenDialog } from './new-token.tsx'
import { TokenCard } from './token-card.tsx'

/** Static tokens: deprecated, but still there for what cannot do better. */
export function ApiTokens() {
  const { data, error } = useQuery(tokensQuery)
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <Notice tone="warning">
        <p>
          <strong>API tokens are deprecated</strong>
          {data && ` and stop working on ${formatDate(data.sunset)}`}.
        </p>
        <p className="mt-1">
          They never change, and nothing says which app holds them. A machine client does the same better, and a token
          becomes one with a click.
        </p>
      </Notice>
      <div className="flex justify-end">
        <Button look="quiet" onClick={() => setMaking(true)}>
          Create New Token
        </Button>
      </div>
      {error && <Problem error={error} />}
      {!data && !error && <Loading />}
      {data?.tokens.length === 0 && <EmptyState title="No tokens">That is how it should be.</EmptyState>}
      {data?.tokens.map((token) => (
        <TokenCard key={token.id} token={token} />
      ))}
      {isMaking && <NewTokenDialog onClose={() => setMaking(false)} />}
    </>
  )
}
