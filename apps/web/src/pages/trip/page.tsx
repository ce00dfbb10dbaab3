import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiError } from '../../api/client.ts'
import { tripQuery, type WholeTrip } from '../../api/queries.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/notice.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { formatDates } from '../../dates.ts'
import { NotFoundPage } from '../not-found.tsx'
import { Activity } from './activity.tsx'
import { Bookings } from './bookings.tsx'
import { Budget } from './budget.tsx'
import { Packing, Todos } from './check-lists.tsx'
import { Contents } from './contents.tsx'
import { Days } from './days.tsx'
import { PROSE } from './looks.ts'
import { MapCard } from './map/map-card.tsx'
import { Notes } from './notes.tsx'
import { People } from './people.tsx'

export default function TripPage() {
  const { id } = useParams()
  const { data, error } = useQuery(tripQuery(Number(id)))
  if (error instanceof ApiError && [404, 422].includes(error.status)) return <NotFoundPage />
  if (error && !data) return <Problem error={error} />
  if (!data) return <Loading />
  const { trip, days, places, addons } = data
  const hasLists = addons.includes('packing')
  const hasNotes = addons.includes('collab.notes') || addons.includes('collab.polls')
  return (
    <>
      <PageTitle title={trip.title} />
      <p className="mt-1">{formatDates(trip.start_date, trip.end_date)}</p>
      {trip.description && <p className={PROSE}>{trip.description}</p>}
      <Contents parts={partsOf(data)} />
      <div className="gap-x-6 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr] lg:items-start">
        <div className="min-w-0 lg:col-start-2">
          <Activity key={trip.id} tripId={trip.id} />
        </div>
        <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Days {...data} />
          <Bookings tripId={trip.id} days={days} />
          {addons.includes('budget') && <Budget tripId={trip.id} />}
          {hasLists && (
            <div className="my-4 grid grid-cols-1 gap-4 *:my-0 sm:grid-cols-2">
              <Packing tripId={trip.id} />
              <Todos tripId={trip.id} />
            </div>
          )}
          {hasNotes && <Notes tripId={trip.id} addons={addons} />}
        </div>
        <div className="min-w-0 lg:col-start-2">
          <MapCard
            places={places}
            visited={days.flatMap(({ assignments }) => assignments.map(({ place_id: placeId }) => placeId))}
          />
          <People {...data} />
        </div>
      </div>
    </>
  )
}

function partsOf({ addons }: WholeTrip): string[] {
  return [
    'Activity',
    'Days',
    'Bookings',
    ...(addons.includes('budget') ? ['Budget'] : []),
    ...(addons.includes('packing') ? ['Packing', 'To-dos'] : []),
    ...(addons.includes('collab.notes') || addons.includes('collab.polls') ? ['Notes'] : []),
    'Map',
    'People'
  ]
}
