import type { Trip } from '@trek/planner'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { call } from '../api/client.ts'
import { tripsQuery } from '../api/queries.ts'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { Problem } from '../components/problem.tsx'
import { formatDates } from '../dates.ts'

export function TripsPage() {
  const { data: trips, error } = useQuery(tripsQuery)
  const [isFormOpen, setFormOpen] = useState(false)
  return (
    <>
      <div className="title-row">
        <PageTitle title="Your trips" />
        <button type="button" aria-expanded={isFormOpen} onClick={() => setFormOpen(!isFormOpen)}>
          New trip
        </button>
      </div>
      {isFormOpen && <NewTripForm />}
      {error && <Problem error={error} />}
      {trips?.length === 0 && <p className="empty">No trips yet. Make one, or let your assistant make one for you.</p>}
      <ul className="trips">
        {trips?.map((trip) => (
          <li key={trip.id} className="card">
            <h2>
              <Link to={`/trips/${trip.id}`}>{trip.title}</Link>
            </h2>
            <p>{formatDates(trip.start_date, trip.end_date)}</p>
            <p className="hint">{describe(trip)}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

function describe({ day_count: days, place_count: places, is_owner: isOwner, owner_username: owner }: Trip): string {
  const counts = `${days} ${days === 1 ? 'day' : 'days'} · ${places} ${places === 1 ? 'place' : 'places'}`
  return isOwner ? counts : `${counts} · shared by ${owner}`
}

function NewTripForm() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (form: FormData) => {
      const given = Object.fromEntries([...form].filter(([, value]) => value !== ''))
      return call<{ trip: Trip }>('POST', '/trips', given)
    },
    onSuccess: ({ trip }) => {
      void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
      void navigate(`/trips/${trip.id}`)
    }
  })
  return (
    <Form className="card" aria-label="New trip" onSubmit={(form) => create.mutate(form)}>
      {create.error && <Problem error={create.error} />}
      <Field label="Title" name="title" required maxLength={200} />
      <div className="field-row">
        <Field label="First day" name="start_date" type="date" />
        <Field label="Last day" name="end_date" type="date" />
      </div>
      <button type="submit" disabled={create.isPending}>
        Create trip
      </button>
    </Form>
  )
}
