import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { WholeTrip } from '../../api/queries.ts'
import { type Note, notesQuery, type Poll, pollsQuery } from '../../api/trip-parts.ts'
import { Badge } from '../../components/badge.tsx'
import { TitledCard } from '../../components/card.tsx'
import { Loaded } from './loaded.tsx'
import { PROSE, ROW, SMALL } from './looks.ts'
import { RemoveButton } from './remove-button.tsx'

/** What people write down together, and what they ask each other. */
export function Notes({ tripId, addons }: { tripId: number; addons: WholeTrip['addons'] }) {
  return (
    <TitledCard title="Notes" anchor="notes">
      {addons.includes('collab.notes') && <SharedNotes tripId={tripId} />}
      {addons.includes('collab.polls') && <Polls tripId={tripId} />}
    </TitledCard>
  )
}

function SharedNotes({ tripId }: { tripId: number }) {
  return (
    <Loaded query={useQuery(notesQuery(tripId))}>
      {(notes) =>
        notes.length === 0 ? (
          <p className={SMALL}>No shared notes yet</p>
        ) : (
          <ul>
            {notes.map((note) => (
              <NoteRow key={note.id} note={note} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function NoteRow({ note: { id, trip_id: tripId, title, content, username, pinned } }: { note: Note }) {
  return (
    <li className={`${ROW} flex flex-wrap gap-2`}>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-semibold">
          {title} {pinned && <Badge>pinned</Badge>}
        </p>
        {content && <p className={PROSE}>{content}</p>}
        <p className={SMALL}>{username}</p>
      </div>
      <RemoveButton
        tripId={tripId}
        name={title}
        remove={() => call('DELETE', '/api/trips/{id}/notes/{thingId}', { path: { id: tripId, thingId: id } })}
      />
    </li>
  )
}

function Polls({ tripId }: { tripId: number }) {
  return (
    <Loaded query={useQuery(pollsQuery(tripId))}>
      {(polls) => (
        <ul className="mt-2 empty:hidden">
          {polls.map((poll) => (
            <PollRow key={poll.id} poll={poll} />
          ))}
        </ul>
      )}
    </Loaded>
  )
}

function PollRow({ poll: { question, options, is_closed: isClosed } }: { poll: Poll }) {
  return (
    <li className="border-t border-line py-2 last:pb-0 wrap-anywhere">
      <p className="flex flex-wrap items-center gap-x-2 font-semibold">
        {question} {isClosed && <Badge>closed</Badge>}
      </p>
      <ul>
        {options.map(({ text, voters }) => (
          <li key={text} className="flex gap-2">
            <span className="min-w-0 grow">{text}</span>
            <span className={SMALL}>{voters.map(({ username }) => username).join(', ') || 'no votes'}</span>
          </li>
        ))}
      </ul>
    </li>
  )
}
