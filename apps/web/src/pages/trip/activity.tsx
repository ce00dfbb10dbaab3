import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { call } from '../../api/client.ts'
import { tripsQuery } from '../../api/queries.ts'
import { type Activity as Entry, activityQuery } from '../../api/trip-parts.ts'
import { Button } from '../../components/button.tsx'
import { TitledCard } from '../../components/card.tsx'
import { formatMoment } from '../../dates.ts'
import { describeActivity } from '../../live/activity-sentence.ts'
import { useIsLive } from '../../live/live-events.tsx'
import { Loaded } from './loaded.tsx'
import { ROW, SMALL } from './looks.ts'
import { useCorrection } from './use-correction.ts'

/** Who changed what, told aloud as it happens, and taking it back. */
export function Activity({ tripId }: { tripId: number }) {
  const isLive = useIsLive()
  const query = useInfiniteQuery(activityQuery(tripId))
  return (
    <TitledCard title="Activity" anchor="activity">
      <p className={SMALL} role="status">
        {isLive ? 'Changes appear here as they are made.' : 'Reconnecting …'}
      </p>
      <Loaded query={query}>
        {({ pages }) => <Feed tripId={tripId} entries={pages.flatMap(({ activity }) => activity)} />}
      </Loaded>
      {query.hasNextPage && (
        <Button
          look="quiet"
          size="small"
          className="mt-2"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </TitledCard>
  )
}

function Feed({ tripId, entries }: { tripId: number; entries: Entry[] }) {
  const list = useRef<HTMLOListElement>(null)
  const [newestAtFirst] = useState(entries[0]?.id ?? 0)
  return (
    <ol ref={list} tabIndex={-1} aria-label="What happened" aria-live="polite">
      {entries.map((entry) => (
        <Row
          key={entry.id}
          tripId={tripId}
          entry={entry}
          isNew={entry.id > newestAtFirst}
          onUndone={() => list.current?.focus({ preventScroll: true })}
        />
      ))}
    </ol>
  )
}

interface RowProps {
  tripId: number
  entry: Entry
  isNew: boolean
  /** The button that had the focus is about to go. */
  onUndone: () => void
}

function Row({ tripId, entry, isNew, onUndone }: RowProps) {
  const id = useId()
  const queries = useQueryClient()
  const undo = useCorrection(tripId, () =>
    call('POST', '/api/trips/{id}/activity/{activityId}/undo', { path: { id: tripId, activityId: entry.id } })
  )
  const onSuccess = () => {
    onUndone()
    void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
  }
  return (
    <li className={`${ROW} flex flex-wrap items-start gap-x-3 ${isNew ? 'motion-safe:animate-arrive' : ''}`}>
      <div className="min-w-0 flex-1">
        <p id={id} className={entry.undone_by === null ? '' : 'text-quiet line-through'}>
          {describeActivity(entry)}
        </p>
        <p className={SMALL}>
          <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
          {entry.undone_by !== null && ' · undone'}
        </p>
      </div>
      {entry.can_undo && (
        <Button
          look="quiet"
          size="small"
          aria-describedby={id}
          disabled={undo.isPending}
          onClick={() => undo.mutate(undefined, { onSuccess })}
        >
          {entry.undoes === null ? 'Undo' : 'Redo'}
        </Button>
      )}
      {undo.error && (
        <p role="alert" className="basis-full text-sm text-danger">
          {undo.error.message}
        </p>
      )}
    </li>
  )
}
