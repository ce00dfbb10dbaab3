import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { Day } from '../../api/queries.ts'
import { type Booking, bookingsQuery, type Stay } from '../../api/trip-parts.ts'
import { Badge } from '../../components/badge.tsx'
import { TitledCard } from '../../components/card.tsx'
import { formatLocalTime } from '../../dates.ts'
import { Loaded } from './loaded.tsx'
import { PROSE, ROW, SMALL } from './looks.ts'
import { RemoveButton } from './remove-button.tsx'

const ICONS: Record<string, string> = {
  hotel: '🛏️',
  restaurant: '🍽️',
  event: '🎫',
  tour: '🧭',
  activity: '🎯',
  flight: '✈️',
  train: '🚆',
  car: '🚗',
  cruise: '🚢',
  transit: '🚌'
}

/** Bookings of every kind; a hotel's says when it is stayed at. */
export function Bookings({ tripId, days }: { tripId: number; days: Day[] }) {
  return (
    <TitledCard title="Bookings" anchor="bookings">
      <Loaded query={useQuery(bookingsQuery(tripId))}>
        {({ bookings, stays }) => {
          const booked = new Set(bookings.map(({ id }) => id))
          const unbooked = stays.filter(({ reservation_id: id }) => id === null || !booked.has(id))
          if (bookings.length + unbooked.length === 0) return <p className={SMALL}>Nothing booked yet</p>
          return (
            <ul>
              {bookings.map((booking) => (
                <BookingRow
                  key={booking.id}
                  booking={booking}
                  stay={stays.find(({ reservation_id: id }) => id === booking.id)}
                  days={days}
                />
              ))}
              {unbooked.map((stay) => (
                <li key={`stay-${stay.id}`} className={ROW}>
                  {stay.place_name ?? 'A stay'} <span className={`block ${SMALL}`}>{describeStay(stay, days)}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </TitledCard>
  )
}

function BookingRow({ booking, stay, days }: { booking: Booking; stay: Stay | undefined; days: Day[] }) {
  const { id, trip_id: tripId, title, status, type, location, confirmation_number: code, notes } = booking
  const stops = booking.endpoints.map(({ code: airport, name }) => airport ?? name).join(' → ')
  const when = stay ? describeStay(stay, days) : booking.reservation_time && formatLocalTime(booking.reservation_time)
  const details = [when, stops, location, code && `code ${code}`].filter(Boolean)
  return (
    <li className={`${ROW} flex flex-wrap gap-2`}>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-semibold">
          <span>
            <span aria-hidden="true">{ICONS[type] ?? '📌'}</span> {title}
          </span>
          {status !== 'confirmed' && <Badge tone={status === 'pending' ? 'warning' : 'danger'}>{status}</Badge>}
          {booking.needs_review && <Badge tone="warning">to be checked</Badge>}
        </p>
        {details.length > 0 && <p className={SMALL}>{details.join(' · ')}</p>}
        {notes && <p className={PROSE}>{notes}</p>}
      </div>
      <RemoveButton
        tripId={tripId}
        name={title}
        remove={() => call('DELETE', '/api/trips/{id}/bookings/{thingId}', { path: { id: tripId, thingId: id } })}
      />
    </li>
  )
}

function describeStay({ start_day_id: first, end_day_id: last, check_in: from, check_out: until }: Stay, days: Day[]) {
  const numberOf = (id: number) => days.find((day) => day.id === id)?.day_number ?? '?'
  const nights = `Day ${numberOf(first)} to day ${numberOf(last)}`
  return [nights, from && `in from ${from}`, until && `out until ${until}`].filter(Boolean).join(', ')
}
