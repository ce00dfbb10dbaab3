import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { type SharedTrip, sharedTripQuery } from '../../../api/shared.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { formatDates } from '../../../dates.ts'
import { Contents } from '../../trip/contents.tsx'
import { PROSE } from '../../trip/looks.ts'
import { MapCard } from '../../trip/map/map-card.tsx'
import { SharedPage } from '../shared-page.tsx'
import { SharedBookings } from './bookings.tsx'
import { SharedBudget } from './budget.tsx'
import { SharedChat } from './chat.tsx'
import { SharedDays } from './days.tsx'
import { SharedPacking } from './packing.tsx'

/** A trip as its public link shows it. */
export default function SharedTripPage() {
  const { token = '' } = useParams()
  return <SharedPage query={useQuery(sharedTripQuery(token))}>{(shared) => <Trip {...shared} />}</SharedPage>
}

function Trip(shared: SharedTrip) {
  const { trip, days, places, reservations, accommodations, budget, packing, messages } = shared
  const parts = partsOf(shared)
  return (
    <>
      <PageTitle title={trip.title} />
      <p className="mt-1">{formatDates(trip.start_date, trip.end_date)}</p>
      {trip.description && <p className={PROSE}>{trip.description}</p>}
      {parts.length === 0 && <EmptyState title="That is all">Nothing else of this trip is shared.</EmptyState>}
      {parts.length > 1 && <Contents parts={parts} />}
      <div className={days ? 'gap-x-6 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start' : ''}>
        <div className="min-w-0">
          {days && places && <SharedDays days={days} places={places} />}
          {reservations && accommodations && <SharedBookings bookings={reservations} stays={accommodations} />}
          {budget && <SharedBudget expenses={budget} currency={trip.currency} />}
          {packing && <SharedPacking items={packing} />}
          {messages && <SharedChat messages={messages} />}
        </div>
        {days && places && (
          <div className="min-w-0 lg:pt-4">
            <MapCard places={places} visited={days.flatMap(({ visits }) => visits.map(({ place_id: id }) => id))} />
          </div>
        )}
      </div>
    </>
  )
}

function partsOf({ days, reservations, budget, packing, messages }: SharedTrip): string[] {
  return [
    ...(days ? ['Days'] : []),
    ...(reservations ? ['Bookings'] : []),
    ...(budget ? ['Budget'] : []),
    ...(packing ? ['Packing'] : []),
    ...(messages ? ['Chat'] : []),
    ...(days ? ['Map'] : [])
  ]
}
