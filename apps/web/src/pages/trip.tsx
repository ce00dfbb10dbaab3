import type { Day, DayAssignment } from '@trek/planner'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiError } from '../api/client.ts'
import { tripQuery, type WholeTrip } from '../api/queries.ts'
import { PageTitle } from '../components/page-title.tsx'
import { Problem } from '../components/problem.tsx'
import { formatDates, formatDay, formatTimes } from '../dates.ts'
import { Activity } from '../live/activity.tsx'
import { NotFoundPage } from './not-found.tsx'

export function TripPage() {
  const { id } = useParams()
  const { data, error } = useQuery(tripQuery(Number(id)))
  if (error instanceof ApiError && [404, 422].includes(error.status)) return <NotFoundPage />
  if (error) return <Problem error={error} />
  if (!data) return <p className="loading">Loading …</p>
  const { trip, days } = data
  return (
    <>
      <PageTitle title={trip.title} />
      <p>{formatDates(trip.start_date, trip.end_date)}</p>
      {trip.description && <p className="prose">{trip.description}</p>}
      <div className="columns">
        <div className="days">
          {days.map((day) => (
            <DayCard key={day.id} day={day} />
          ))}
        </div>
        <aside>
          <Activity tripId={trip.id} />
          <Unplanned {...data} />
          <People {...data} />
        </aside>
      </div>
    </>
  )
}

function DayCard({ day }: { day: Day }) {
  const headingId = `day-${day.id}`
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>
        {formatDay(day.day_number, day.date)}
        {day.title && <span className="day-title">{day.title}</span>}
      </h2>
      {day.notes && <p className="prose">{day.notes}</p>}
      {day.assignments.length === 0 && day.notes_items.length === 0 && <p className="hint">Nothing planned</p>}
      <ol className="visits">
        {day.assignments.map((visit) => (
          <Visit key={visit.id} visit={visit} />
        ))}
      </ol>
      <ul className="notes">
        {day.notes_items.map(({ id, icon, time, text }) => (
          <li key={id}>
            <span aria-hidden="true">{icon}</span> {time && <strong>{time}</strong>} {text}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Visit({ visit: { place, notes } }: { visit: DayAssignment }) {
  const times = formatTimes(place.place_time, place.end_time)
  return (
    <li>
      <p className="visit-name">
        {place.category && <span aria-hidden="true">{place.category.icon}</span>} {place.name}
        {times && <span className="times">{times}</span>}
      </p>
      {place.address && <p className="hint">{place.address}</p>}
      {notes && <p className="prose">{notes}</p>}
    </li>
  )
}

function Unplanned({ days, places }: WholeTrip) {
  const planned = new Set(days.flatMap(({ assignments }) => assignments.map(({ place_id: placeId }) => placeId)))
  const unplanned = places.filter(({ id }) => !planned.has(id))
  if (unplanned.length === 0) return null
  return (
    <section className="card" aria-labelledby="unplanned">
      <h2 id="unplanned">Not on a day yet</h2>
      <ul className="plain">
        {unplanned.map(({ id, name, address }) => (
          <li key={id}>
            {name} {address && <span className="hint address">{address}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function People({ members: { owner, members } }: WholeTrip) {
  return (
    <section className="card" aria-labelledby="people">
      <h2 id="people">People</h2>
      <ul className="plain">
        <li>
          {owner.username} <span className="hint">owner</span>
        </li>
        {members.map(({ id, username }) => (
          <li key={id}>{username}</li>
        ))}
      </ul>
    </section>
  )
}
