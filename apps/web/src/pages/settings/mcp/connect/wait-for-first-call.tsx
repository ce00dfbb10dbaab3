import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../../../api/client.ts'
import { type Session, sessionsQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Notice } from '../../../../components/notice.tsx'
import { newlyUsed } from './first-call.ts'

const ASK_EVERY_MS = 2000

/** Watches for the first call of an app while somebody sets it up, and says when it has come. */
export function WaitForFirstCall() {
  const [round, setRound] = useState(0)
  return <Watch key={round} onAgain={() => setRound(round + 1)} />
}

function Watch({ onAgain }: { onAgain: () => void }) {
  const { data: before } = useQuery({
    queryKey: ['sessions before'],
    queryFn: listSessions,
    staleTime: Infinity,
    gcTime: 0
  })
  const { data: now } = useQuery({
    ...sessionsQuery,
    refetchInterval: ({ state }) => (before && state.data && newlyUsed(before, state.data) ? false : ASK_EVERY_MS)
  })
  const arrived = before && now && newlyUsed(before, now)
  return (
    <Notice tone={arrived ? 'good' : 'calm'} role="status">
      {arrived ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="mr-auto">
            <span aria-hidden="true">✓</span> <strong>{arrived.client.name} is connected</strong> and has made its first
            call. What it may do is under{' '}
            <Link to="?tab=apps" replace>
              your connected apps
            </Link>
            .
          </p>
          <Button look="quiet" size="small" onClick={onAgain}>
            Connect another
          </Button>
        </div>
      ) : (
        <p>
          <span
            aria-hidden="true"
            className="mr-2 inline-block size-2 rounded-full bg-accent motion-safe:animate-pulse"
          />
          Waiting for the first call of your app …
        </p>
      )}
    </Notice>
  )
}

async function listSessions(): Promise<Session[]> {
  return (await call('GET', '/api/oauth/sessions')).sessions
}
