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
  const unbooked = stays.filter((stay) => !bookings.some((booking) => isFor(booking, stay)))
  return (
    <TitledCard title="Bookings" anchor="bookings">
      {bookings.length + stays.length === 0 && <p className={SMALL}>Nothing booked yet</p>}
      <ul className="empty:hidden">
        {bookings.map((booking, index) => {
          const { reservation_time: time, location } = booking
          const stay = stays.find((one) => isFor(booking, one))
          const when = stay ? describeStay(stay) : time && formatLocalTime(time)
          return (
            <li key={index} className={ROW}>
              <BookingText booking={booking} details={[when, describeRoute(booking), location]} />
            </li>
          )
        })}
        {unbooked.map((stay, index) => (
          <li key={`stay-${index}`} className={ROW}>
            <StayText name={stay.place_name} details={describeStay(stay)} />
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}

type Booking = SharedBookingsProps['bookings'][number]
type Stay = SharedBookingsProps['stays'][number]

/** A public link says of neither which it belongs to: the same place from the same day on is the same stay. */
function isFor({ type, place_name: place, day_number: first }: Booking, stay: Stay): boolean {
  return type === 'hotel' && place === stay.place_name && first === stay.start_day_number
}

function describeStay({ start_day_number: first, end_day_number: last, ...stay }: Stay): string {
  return describeNights({ ...stay, first, last })
}
