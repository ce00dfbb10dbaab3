import type { SharedJourney } from '../../../api/shared.ts'
import { Badge } from '../../../components/badge.tsx'
import { TitledCard } from '../../../components/card.tsx'
import { formatDates } from '../../../dates.ts'
import { PROSE, SMALL } from '../../trip/looks.ts'

type SharedEntry = NonNullable<SharedJourney['entries']>[number]

/** What happened somewhere, and how it was. */
export function Entry({ entry }: { entry: SharedEntry }) {
  const { title, story, entry_date: date, entry_time: time, location_name: location, mood, weather, tags } = entry
  const day = formatDates(date, date)
  const name = title ?? location ?? day
  const details = [day, time, location].filter((detail) => detail !== null && detail !== name)
  const words = [...new Set([mood, weather, ...tags].filter((word) => word !== null))]
  return (
    <TitledCard title={name}>
      {details.length > 0 && <p className={SMALL}>{details.join(' · ')}</p>}
      {words.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-1">
          {words.map((word) => (
            <li key={word}>
              <Badge>{word}</Badge>
            </li>
          ))}
        </ul>
      )}
      {story && <p className={`mt-2 ${PROSE}`}>{story}</p>}
      {entry.pros_cons && <Verdict {...entry.pros_cons} />}
    </TitledCard>
  )
}

function Verdict({ pros, cons }: NonNullable<SharedEntry['pros_cons']>) {
  return (
    <div className="mt-3 grid gap-x-6 gap-y-2 empty:hidden sm:grid-cols-2">
      {pros.length > 0 && <Points title="Good" points={pros} />}
      {cons.length > 0 && <Points title="Less good" points={cons} />}
    </div>
  )
}

function Points({ title, points }: { title: string; points: string[] }) {
  return (
    <div>
      <h3 className={SMALL}>{title}</h3>
      <ul className="list-disc pl-5 wrap-anywhere">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  )
}
