import type { Booking, Stay } from '../../api/trip-parts.ts'
import { Badge } from '../../components/badge.tsx'
import { PROSE, SMALL } from './looks.ts'

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

interface BookingTextProps {
  booking: Pick<Booking, 'type' | 'title' | 'status'> & { needs_review?: boolean; notes?: string | null }
  /** When, where and what else is known, in that order; empty ones are left out. */
  details: (string | null)[]
}

/** What is booked, and whether that is certain. */
export function BookingText({ booking: { type, title, status, needs_review, notes }, details }: BookingTextProps) {
  const known = details.filter(Boolean)
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-x-2 font-semibold">
        <span>
          <span aria-hidden="true">{ICONS[type] ?? '📌'}</span> {title}
        </span>
        {status !== 'confirmed' && <Badge tone={status === 'pending' ? 'warning' : 'danger'}>{status}</Badge>}
        {needs_review && <Badge tone="warning">to be checked</Badge>}
      </p>
      {known.length > 0 && <p className={SMALL}>{known.join(' · ')}</p>}
      {notes && <p className={PROSE}>{notes}</p>}
    </div>
  )
}

/** A stay whose booking is not on the list. */
export function StayText({ name, details }: { name: string | null; details: string }) {
  return (
    <>
      {name ?? 'A stay'} <span className={`block ${SMALL}`}>{details}</span>
    </>
  )
}

/** "BER → LIS". */
export function describeRoute({ endpoints }: { endpoints: { code: string | null; name: string }[] }): string {
  return endpoints.map(({ code: airport, name }) => airport ?? name).join(' → ')
}

interface Nights extends Pick<Stay, 'check_in' | 'check_out'> {
  /** Numbers of days. */
  first: number | undefined
  last: number | undefined
}

/** "Day 1 to day 3, in from 15:00". */
export function describeNights({ first, last, check_in: from, check_out: until }: Nights): string {
  const nights = `Day ${first ?? '?'} to day ${last ?? '?'}`
  return [nights, from && `in from ${from}`, until && `out until ${until}`].filter(Boolean).join(', ')
}
