import { type ReactNode, useId, useState } from 'react'
import { call } from '../../api/client.ts'
import type { Day, Visit, WholeTrip } from '../../api/queries.ts'
import { formatDay, formatTimes } from '../../dates.ts'
import { PROSE, ROW, SMALL } from './looks.ts'
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
                <div className="min-w-0 grow">
                  {place.name} {place.address && <span className={`block ${SMALL}`}>{place.address}</span>}
                </div>
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

function Frame({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mb-4 rounded-card border border-line bg-card p-5">
      <h3 id={id} className="mb-1 wrap-anywhere">
        {title}
      </h3>
      {children}
    </section>
  )
}

function DayCard({ day, onEdit }: { day: Day; onEdit: (placeId: number, name: string) => void }) {
  const title = (
    <>
      {formatDay(day.day_number, day.date)}
      {day.title && <span className="block font-normal text-quiet">{day.title}</span>}
    </>
  )
  return (
    <Frame title={title}>
      {day.notes && <p className={PROSE}>{day.notes}</p>}
      {day.assignments.length === 0 && day.notes_items.length === 0 && <p className={SMALL}>Nothing planned</p>}
      <ol className="empty:hidden">
        {day.assignments.map((visit) => (
          <VisitRow key={visit.id} visit={visit} onEdit={() => onEdit(visit.place_id, visit.place.name)} />
        ))}
      </ol>
      <ul className="empty:hidden">
        {day.notes_items.map(({ id, icon, time, text }) => (
          <li key={id} className={`${ROW} flex flex-wrap`}>
            <span className="min-w-0 flex-1">
              <span aria-hidden="true">{icon}</span> {time && <strong>{time}</strong>} {text}
            </span>
            <RemoveButton
              tripId={day.trip_id}
              name={text}
              remove={() =>
                call('DELETE', '/api/trips/{id}/days/{dayId}/notes/{thingId}', {
                  path: { id: day.trip_id, dayId: day.id, thingId: id }
                })
              }
            />
          </li>
        ))}
      </ul>
    </Frame>
  )
}

function VisitRow({ visit: { place, notes }, onEdit }: { visit: Visit; onEdit: () => void }) {
  const times = formatTimes(place.place_time, place.end_time)
  return (
    <li className={`${ROW} flex gap-2`}>
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
      <EditButton name={place.name} onClick={onEdit} />
    </li>
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
