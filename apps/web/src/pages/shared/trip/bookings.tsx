import type { SharedTrip } from '../../../api/shared.ts'
import { TitledCard } from '../../../components/card.tsx'
import { formatLocalTime } from '../../../dates.ts'
import { BookingText, describeNights, describeRoute, StayText } from '../../trip/booking-text.tsx'
import { ROW, SMALL } from '../../trip/looks.ts'

interface SharedBookingsProps {
  bookings: NonNullable<SharedTrip['reservations']>
  stays: NonNullable<SharedTrip['accommodations']>
}

/** What is booked, and where one stays; neither codes nor notes leave the trip. */
export function SharedBookings({ bookings, stays }: SharedBookingsProps) {
  return (
    <TitledCard title="Bookings" anchor="bookings">
      {bookings.length + stays.length === 0 && <p className={SMALL}>Nothing booked yet</p>}
      <ul className="empty:hidden">
        {bookings.map((booking, index) => (
          <li key={index} className={ROW}>
            <BookingText
              booking={booking}
              details={[
                booking.reservation_time && formatLocalTime(booking.reservation_time),
                describeRoute(booking),
                booking.location
              ]}
            />
          </li>
        ))}
        {stays.map((stay, index) => (
          <li key={`stay-${index}`} className={ROW}>
            <StayText
              name={stay.place_name}
              details={describeNights({ ...stay, first: stay.start_day_number, last: stay.end_day_number })}
            />
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}
