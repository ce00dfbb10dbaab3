import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiError } from '../api/client.ts'
import { type Day, tripQuery, type Visit, type WholeTrip } from '../api/queries.ts'
import { TitledCard } from '../components/card.tsx'
import { Loading } from '../components/loading.tsx'
import { Problem } from '../components/notice.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { formatDates, formatDay, formatTimes } from '../dates.ts'
import { Activity } from '../live/activity.tsx'
import { NotFoundPage } from './not-found.tsx'

const ROW = 'border-t border-line py-2 last:pb-0 wrap-anywhere'
const PROSE = 'whitespace-pre-wrap wrap-anywhere'
const SMALL = 'text-sm text-quiet'

export default function TripPage() {
  const { id } = useParams()
  const { data, error } = useQuery(tripQuery(Number(id)))
  if (error instanceof ApiError && [404, 422].includes(error.status)) return <NotFoundPage />
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  const { trip, days } = data
  return (
    <>
      <PageTitle title={trip.title} />
      <p className="mt-1">{formatDates(trip.start_date, trip.end_date)}</p>
      {trip.description && <p className={PROSE}>{trip.description}</p>}
      <div className="grid gap-x-6 lg:grid-cols-[minmax(0,1fr)_18rem] lg:items-start">
        <div className="min-w-0">
          {days.map((day) => (
            <DayCard key={day.id} day={day} />
          ))}
        </div>
        <aside className="min-w-0">
          <Activity tripId={trip.id} />
          <Unplanned {...data} />
          <People {...data} />
        </aside>
      </div>
    </>
  )
}

function DayCard({ day }: { day: Day }) {
  const title = (
    <>
      {formatDay(day.day_number, day.date)}
      {day.title && <span className="block font-normal text-quiet">{day.title}</span>}
    </>
  )
  return (
    <TitledCard title={title}>
      {day.notes && <p className={PROSE}>{day.notes}</p>}
      {day.assignments.length === 0 && day.notes_items.length === 0 && <p className={SMALL}>Nothing planned</p>}
      <ol className="empty:hidden">
        {day.assignments.map((visit) => (
          <VisitRow key={visit.id} visit={visit} />
        ))}
      </ol>
      <ul className="empty:hidden">
        {day.notes_items.map(({ id, icon, time, text }) => (
          <li key={id} className="py-1.5 wrap-anywhere">
            <span aria-hidden="true">{icon}</span> {time && <strong>{time}</strong>} {text}
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}

function VisitRow({ visit: { place, notes } }: { visit: Visit }) {
  const times = formatTimes(place.place_time, place.end_time)
  return (
    <li className={ROW}>
      <p className="font-semibold">
        {place.category && <span aria-hidden="true">{place.category.icon}</span>} {place.name}
        {times && <span className="float-right font-normal text-quiet tabular-nums">{times}</span>}
      </p>
      {place.address && <p className={SMALL}>{place.address}</p>}
      {notes && <p className={PROSE}>{notes}</p>}
    </li>
  )
}

function Unplanned({ days, places }: WholeTrip) {
  const planned = new Set(days.flatMap(({ assignments }) => assignments.map(({ place_id: placeId }) => placeId)))
  const unplanned = places.filter(({ id }) => !planned.has(id))
  if (unplanned.length === 0) return null
  return (
    <TitledCard title="Not on a day yet">
      <ul>
        {unplanned.map(({ id, name, address }) => (
          <li key={id} className={ROW}>
            {name} {address && <span className={`block ${SMALL}`}>{address}</span>}
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}

function People({ members: { owner, members } }: WholeTrip) {
  return (
    <TitledCard title="People">
      <ul>
        <li className={ROW}>
          {owner.username} <span className={SMALL}>owner</span>
        </li>
        {members.map(({ id, username }) => (
          <li key={id} className={ROW}>
            {username}
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}
