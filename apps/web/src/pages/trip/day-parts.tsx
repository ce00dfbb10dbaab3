import type { ReactNode } from 'react'
import type { Day, Visit } from '../../api/queries.ts'
import { formatDay, formatTimes } from '../../dates.ts'
import { Frame } from './frame.tsx'
import { PROSE, SMALL } from './looks.ts'

interface DayFrameProps {
  day: Pick<Day, 'day_number' | 'date' | 'title' | 'notes'>
  /** Whether neither a visit nor a note is on it. */
  isEmpty: boolean
  children: ReactNode
}

/** A day around what is planned on it. */
export function DayFrame({ day, isEmpty, children }: DayFrameProps) {
  const title = (
    <>
      {formatDay(day.day_number, day.date)}
      {day.title && <span className="block font-normal text-quiet">{day.title}</span>}
    </>
  )
  return (
    <Frame title={title}>
      {day.notes && <p className={PROSE}>{day.notes}</p>}
      {isEmpty && <p className={SMALL}>Nothing planned</p>}
      {children}
    </Frame>
  )
}

interface VisitTextProps {
  place: Pick<Visit['place'], 'name' | 'address' | 'place_time' | 'end_time'> & { category: { icon: string } | null }
  notes: string | null
}

/** Where, when and why. */
export function VisitText({ place, notes }: VisitTextProps) {
  const times = formatTimes(place.place_time, place.end_time)
  return (
    <div className="min-w-0 grow">
      <p className="flex flex-wrap gap-x-2 font-semibold">
        <span className="min-w-0 grow">
          {place.category && <span aria-hidden="true">{place.category.icon}</span>} {place.name}
        </span>
        {times && <span className="font-normal text-quiet tabular-nums">{times}</span>}
      </p>
      {place.address && <p className={SMALL}>{place.address}</p>}
      {notes && <p className={PROSE}>{notes}</p>}
    </div>
  )
}

/** A place that is on no day. */
export function PlaceText({ name, address }: { name: string; address: string | null }) {
  return (
    <div className="min-w-0 grow">
      {name} {address && <span className={`block ${SMALL}`}>{address}</span>}
    </div>
  )
}

/** A note on a day, with its time or what stands for one. */
export function DayNoteText({ icon, time, text }: Pick<Day['notes_items'][number], 'icon' | 'time' | 'text'>) {
  return (
    <span className="min-w-0 flex-1">
      <span aria-hidden="true">{icon}</span> {time && <strong>{time}</strong>} {text}
    </span>
  )
}
