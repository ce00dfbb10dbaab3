import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { Day } from '../../api/queries.ts'
import { type Booking, bookingsQuery, type Stay } from '../../api/trip-parts.ts'
import { TitledCard } from '../../components/card.tsx'
import { formatLocalTime } from '../../dates.ts'
import { BookingText, describeNights, describeRoute, StayText } from './booking-text.tsx'
import { Loaded } from './loaded.tsx'
import { ROW, SMALL } from './looks.ts'
import { RemoveButton } from './remove-button.tsx'

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
                  <StayText name={stay.place_name} details={describeStay(stay, days)} />
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
  const { id, trip_id: tripId, title, location, confirmation_number: code } = booking
  const when = stay ? describeStay(stay, days) : booking.reservation_time && formatLocalTime(booking.reservation_time)
  const details = [when, describeRoute(booking), location, code && `code ${code}`]
  return (
    <li className={`${ROW} flex flex-wrap gap-2`}>
      <BookingText booking={booking} details={details} />
      <RemoveButton
        tripId={tripId}
        name={title}
        remove={() => call('DELETE', '/api/trips/{id}/bookings/{thingId}', { path: { id: tripId, thingId: id } })}
      />
    </li>
  )
}

function describeStay({ start_day_id: first, end_day_id: last, ...stay }: Stay, days: Day[]): string {
  const numberOf = (id: number) => days.find((day) => day.id === id)?.day_number
  return describeNights({ ...stay, first: numberOf(first), last: numberOf(last) })
}
