import type { SharedTrip } from '../../../api/shared.ts'
import { DayFrame, DayNoteText, PlaceText, VisitText } from '../../trip/day-parts.tsx'
import { Frame } from '../../trip/frame.tsx'
import { ROW } from '../../trip/looks.ts'

type Plan = Required<Pick<SharedTrip, 'days' | 'places'>>

/** What is planned day by day, and the places that are on none. */
export function SharedDays({ days, places }: Plan) {
  const planned = new Set(days.flatMap(({ visits }) => visits.map(({ place_id: id }) => id)))
  const unplanned = places.filter(({ id }) => !planned.has(id))
  return (
    <section id="days" tabIndex={-1} aria-labelledby="days-title" className="my-4">
      <h2 id="days-title" className="sr-only">
        Days
      </h2>
      {days.map((day) => (
        <SharedDay key={day.day_number} day={day} places={places} />
      ))}
      {unplanned.length > 0 && (
        <Frame title="Not on a day yet">
          <ul>
            {unplanned.map((place) => (
              <li key={place.id} className={ROW}>
                <PlaceText {...place} />
              </li>
            ))}
          </ul>
        </Frame>
      )}
    </section>
  )
}

function SharedDay({ day, places }: { day: Plan['days'][number]; places: Plan['places'] }) {
  const placeOf = new Map(places.map((place) => [place.id, place]))
  return (
    <DayFrame day={day} isEmpty={day.visits.length + day.notes_items.length === 0}>
      <ol className="empty:hidden">
        {day.visits.flatMap(({ place_id: id, start_time: from, end_time: until, notes }, index) => {
          const place = placeOf.get(id)
          if (!place) return []
          return (
            // A visit has no name of its own here, and none moves while it is looked at.
            <li key={index} className={ROW}>
              <VisitText place={{ ...place, place_time: from, end_time: until }} notes={notes} />
            </li>
          )
        })}
      </ol>
      <ul className="empty:hidden">
        {day.notes_items.map((note, index) => (
          <li key={index} className={ROW}>
            <DayNoteText {...note} />
          </li>
        ))}
      </ul>
    </DayFrame>
  )
}
