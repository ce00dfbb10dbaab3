import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { type SharedJourney, sharedJourneyQuery } from '../../../api/shared.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { count } from '../../../count.ts'
import { MapCard } from '../../trip/map/map-card.tsx'
import { SharedPage } from '../shared-page.tsx'
import { Entry } from './entry.tsx'
import { stopsOf } from './stops.ts'

/** A journey as its public link shows it. */
export default function SharedJourneyPage() {
  const { token = '' } = useParams()
  return <SharedPage query={useQuery(sharedJourneyQuery(token))}>{(shared) => <Journey {...shared} />}</SharedPage>
}

function Journey(journey: SharedJourney) {
  const { title, subtitle, stats, entries } = journey
  const stops = stopsOf(journey)
  return (
    <>
      <PageTitle title={title} />
      {subtitle && <p className="mt-1 wrap-anywhere">{subtitle}</p>}
      <p className="mt-1 text-sm text-quiet">
        {count(stats.entries, 'entry', 'entries')} · {count(stats.places, 'place', 'places')}
      </p>
      <div className={stops.length > 0 ? 'gap-x-6 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start' : ''}>
        <div className="min-w-0">
          {entries?.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
          {entries?.length === 0 && <EmptyState title="Nothing told yet" />}
          {!entries && stops.length === 0 && (
            <EmptyState title="That is all">Nothing else of this journey is shared.</EmptyState>
          )}
        </div>
        {stops.length > 0 && (
          <div className="min-w-0 lg:pt-4">
            <MapCard places={stops} visited={stops.map(({ id }) => id)} />
          </div>
        )}
      </div>
    </>
  )
}
