import { useState } from 'react'
import { call } from '../../api/client.ts'
import type { Day, WholeTrip } from '../../api/queries.ts'
import { DayFrame, DayNoteText, PlaceText, VisitText } from './day-parts.tsx'
import { Frame } from './frame.tsx'
import { ROW } from './looks.ts'
import { PlaceDialog } from './place-dialog.tsx'
import { RemoveButton } from './remove-button.tsx'

type Place = WholeTrip['places'][number]

/** What is planned day by day, and the places that are on none. */
export function Days({ days, places }: WholeTrip) {
  const [edited, setEdited] = useState<Pick<Place, 'id' | 'trip_id' | 'name'> | null>(null)
  const planned = new Set(days.flatMap(({ assignments }) => assignments.map(({ place_id: placeId }) => placeId)))
  const unplanned = places.filter(({ id }) => !planned.has(id))
  return (
    <section id="days" tabIndex={-1} aria-labelledby="days-title" className="my-4">
      <h2 id="days-title" className="sr-only">
        Days
      </h2>
      {days.map((day) => (
        <DayCard key={day.id} day={day} onEdit={(id, name) => setEdited({ id, trip_id: day.trip_id, name })} />
      ))}
      {unplanned.length > 0 && (
        <Frame title="Not on a day yet">
          <ul>
            {unplanned.map((place) => (
              <li key={place.id} className={`${ROW} flex gap-2`}>
                <PlaceText {...place} />
                <EditButton name={place.name} onClick={() => setEdited(place)} />
              </li>
            ))}
          </ul>
        </Frame>
      )}
      {edited && <PlaceDialog tripId={edited.trip_id} place={edited} onClose={() => setEdited(null)} />}
    </section>
  )
}

function DayCard({ day, onEdit }: { day: Day; onEdit: (placeId: number, name: string) => void }) {
  return (
    <DayFrame day={day} isEmpty={day.assignments.length + day.notes_items.length === 0}>
      <ol className="empty:hidden">
        {day.assignments.map(({ id, place_id: placeId, place, notes }) => (
          <li key={id} className={`${ROW} flex gap-2`}>
            <VisitText place={place} notes={notes} />
            <EditButton name={place.name} onClick={() => onEdit(placeId, place.name)} />
          </li>
        ))}
      </ol>
      <ul className="empty:hidden">
        {day.notes_items.map((note) => (
          <li key={note.id} className={`${ROW} flex flex-wrap`}>
            <DayNoteText {...note} />
            <RemoveButton
              tripId={day.trip_id}
              name={note.text}
              remove={() =>
                call('DELETE', '/api/trips/{id}/days/{dayId}/notes/{thingId}', {
                  path: { id: day.trip_id, dayId: day.id, thingId: note.id }
                })
              }
            />
          </li>
        ))}
      </ul>
    </DayFrame>
  )
}

function EditButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Edit ${name}`}
      className="-my-1 size-8 shrink-0 rounded-control text-quiet hover:bg-sunken hover:text-text"
      onClick={onClick}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="mx-auto size-4 fill-none stroke-current stroke-[1.5]">
        <path d="M2.5 13.5l.8-3.2 7.6-7.6 2.4 2.4-7.6 7.6z" />
      </svg>
    </button>
  )
}
