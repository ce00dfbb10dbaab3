import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../../api/client.ts'
import { tripQuery, type WholeTrip } from '../../api/queries.ts'
import { TitledCard } from '../../components/card.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/notice.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { formatDates } from '../../dates.ts'
import { NotFoundPage } from '../not-found.tsx'
import { Activity } from './activity.tsx'
import { Bookings } from './bookings.tsx'
import { Budget } from './budget.tsx'
import { Packing, Todos } from './check-lists.tsx'
import { Days } from './days.tsx'
import { PROSE } from './looks.ts'
import { Notes } from './notes.tsx'
import { People } from './people.tsx'

const PlacesMap = lazy(() => import('./map/places-map.tsx'))

export default function TripPage() {
  const { id } = useParams()
  const { data, error } = useQuery(tripQuery(Number(id)))
  if (error instanceof ApiError && [404, 422].includes(error.status)) return <NotFoundPage />
  if (error && !data) return <Problem error={error} />
  if (!data) return <Loading />
  const { trip, days, addons } = data
  const hasLists = addons.includes('packing')
  const hasNotes = addons.includes('collab.notes') || addons.includes('collab.polls')
  return (
    <>
      <PageTitle title={trip.title} />
      <p className="mt-1">{formatDates(trip.start_date, trip.end_date)}</p>
      {trip.description && <p className={PROSE}>{trip.description}</p>}
      <Contents {...data} />
      <div className="grid gap-x-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr] lg:items-start">
        <div className="min-w-0 lg:col-start-2">
          <Activity key={trip.id} tripId={trip.id} />
        </div>
        <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Days {...data} />
          <Bookings tripId={trip.id} days={days} />
          {addons.includes('budget') && <Budget tripId={trip.id} />}
          {hasLists && (
            <div className="grid grid-cols-1 gap-x-4 sm:grid-cols-2">
              <Packing tripId={trip.id} />
              <Todos tripId={trip.id} />
            </div>
          )}
          {hasNotes && <Notes tripId={trip.id} addons={addons} />}
        </div>
        <div className="min-w-0 lg:col-start-2">
          <TitledCard title="Map" anchor="map" className="lg:mt-0">
            <Suspense fallback={<Loading />}>
              <PlacesMap {...data} />
            </Suspense>
          </TitledCard>
          <People {...data} />
        </div>
      </div>
    </>
  )
}

/** Links to the parts of the page, which is long on a phone. */
function Contents({ addons }: WholeTrip) {
  const parts = [
    'Activity',
    'Days',
    'Bookings',
    ...(addons.includes('budget') ? ['Budget'] : []),
    ...(addons.includes('packing') ? ['Packing', 'To-dos'] : []),
    ...(addons.includes('collab.notes') || addons.includes('collab.polls') ? ['Notes'] : []),
    'Map',
    'People'
  ]
  return (
    <nav aria-label="Parts of this trip" className="mt-3 lg:hidden">
      <ul className="flex flex-wrap gap-2">
        {parts.map((name) => (
          <li key={name}>
            <a
              href={`#${name.toLowerCase()}`}
              className="inline-block rounded-full border border-line bg-card px-3 py-1 text-sm text-text no-underline"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
