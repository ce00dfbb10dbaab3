import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { call } from '../api/client.ts'
import { type Trip, tripsQuery } from '../api/queries.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { Form, textOf } from '../components/form.tsx'
import { Problem } from '../components/notice.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { count } from '../count.ts'
import { formatDates } from '../dates.ts'

export default function TripsPage() {
  const { data: trips, error } = useQuery(tripsQuery)
  const current = trips?.filter(({ is_archived: isArchived }) => !isArchived)
  const archived = trips?.filter(({ is_archived: isArchived }) => isArchived)
  const [isFormOpen, setFormOpen] = useState(false)
  return (
    <>
      <div className="flex items-center justify-between gap-4">
        <PageTitle title="Your trips" />
        <Button aria-expanded={isFormOpen} onClick={() => setFormOpen(!isFormOpen)}>
          New trip
        </Button>
      </div>
      {isFormOpen && <NewTripForm />}
      {error && <Problem error={error} />}
      {current?.length === 0 && (
        <EmptyState title={archived?.length ? 'Every trip is archived' : 'No trips yet'}>
          Make one, or <Link to="/settings/integrations/mcp?tab=connect">let your assistant make one</Link> for you.
        </EmptyState>
      )}
      {current && <TripCards trips={current} />}
      {archived && archived.length > 0 && (
        <details className="mt-8">
          <summary className="font-semibold">Archived trips ({archived.length})</summary>
          <TripCards trips={archived} />
        </details>
      )}
    </>
  )
}

function TripCards({ trips }: { trips: Trip[] }) {
  return (
    <ul className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-4">
      {trips.map((trip) => (
        <li
          key={trip.id}
          className="relative flex flex-col rounded-card border border-line bg-card p-5 hover:border-edge focus-within:border-edge"
        >
          <h2>
            {/* The whole card leads to the trip. */}
            <Link className="no-underline after:absolute after:inset-0 hover:underline" to={`/trips/${trip.id}`}>
              {trip.title}
            </Link>
          </h2>
          <p className="mt-1">{formatDates(trip.start_date, trip.end_date)}</p>
          <p className="mt-3 text-sm text-quiet">{describePeople(trip)}</p>
          <p className="text-sm text-quiet">{describeContent(trip)}</p>
        </li>
      ))}
    </ul>
  )
}

function describePeople({ is_owner: isOwner, owner_username: owner, shared_count: others }: Trip): string {
  if (!isOwner) return `${owner}’s trip, ${count(others + 1, 'person', 'people')}`
  return others === 0 ? 'Only you' : `You and ${count(others, 'other', 'others')}`
}

function describeContent({ day_count: days, place_count: places }: Trip): string {
  return `${count(days, 'day', 'days')} · ${count(places, 'place', 'places')}`
}

function NewTripForm() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (form: FormData) =>
      call('POST', '/api/trips', {
        body: {
          title: textOf(form, 'title'),
          start_date: textOf(form, 'start_date') || null,
          end_date: textOf(form, 'end_date') || null
        }
      }),
    onSuccess: ({ trip }) => {
      void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
      void navigate(`/trips/${trip.id}`)
    }
  })
  return (
    <Card>
      <Form aria-label="New trip" onSubmit={(form) => create.mutate(form)}>
        {create.error && <Problem error={create.error} />}
        <Field label="Title" name="title" required maxLength={200} />
        <div className="grid grid-cols-2 gap-x-4">
          <Field label="First day" name="start_date" type="date" />
          <Field label="Last day" name="end_date" type="date" />
        </div>
        <Button type="submit" disabled={create.isPending}>
          Create trip
        </Button>
      </Form>
    </Card>
  )
}
