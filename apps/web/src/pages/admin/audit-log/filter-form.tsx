import { useId } from 'react'
import { Button } from '../../../components/button.tsx'
import { Field } from '../../../components/field.tsx'
import { Form, textOf } from '../../../components/form.tsx'
import { EVENT_TYPES, type readFilter } from './filter.ts'

interface FilterFormProps {
  filter: ReturnType<typeof readFilter>
  onChange: (filter: Record<string, string>) => void
}

const NAMES = ['type', 'person', 'client', 'from', 'to']

/** What to see of the log. */
export function FilterForm({ filter, onChange }: FilterFormProps) {
  const id = useId()
  const apply = (form: FormData) =>
    onChange(Object.fromEntries(NAMES.map((name) => [name, textOf(form, name).trim()]).filter(([, value]) => value)))
  return (
    <Form
      key={JSON.stringify(filter)}
      aria-label="Filter"
      onSubmit={apply}
      className="grid gap-x-4 rounded-card border border-line bg-card px-5 sm:grid-cols-6"
    >
      <div className="my-4 sm:col-span-2 max-sm:mb-0">
        <label htmlFor={id} className="mb-1 block font-semibold">
          Event
        </label>
        <select
          id={id}
          name="type"
          defaultValue={filter.type}
          className="w-full rounded-control border border-edge bg-card px-3 py-2.5"
        >
          {EVENT_TYPES.map(([begin, name]) => (
            <option key={begin} value={begin}>
              {name}
            </option>
          ))}
          {EVENT_TYPES.every(([begin]) => begin !== filter.type) && <option value={filter.type}>{filter.type}</option>}
        </select>
      </div>
      <div className="sm:col-span-2 max-sm:-mb-4">
        <Field label="Person" name="person" defaultValue={filter.person} placeholder="Username" autoComplete="off" />
      </div>
      <div className="sm:col-span-2 max-sm:-mb-4">
        <Field label="Client" name="client" defaultValue={filter.client} placeholder="Client id" autoComplete="off" />
      </div>
      <div className="sm:col-span-2 sm:-mt-4 max-sm:-mb-4">
        <Field label="From" name="from" type="date" defaultValue={filter.from} />
      </div>
      <div className="sm:col-span-2 sm:-mt-4">
        <Field label="To" name="to" type="date" defaultValue={filter.to} />
      </div>
      <div className="mb-4 flex items-end gap-3 sm:col-span-2">
        <Button type="submit">Show</Button>
        <Button look="quiet" onClick={() => onChange({})}>
          Reset
        </Button>
      </div>
    </Form>
  )
}
