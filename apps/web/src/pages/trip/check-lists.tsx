import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { packingQuery, todosQuery } from '../../api/trip-parts.ts'
import { TitledCard } from '../../components/card.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Problem } from '../../components/notice.tsx'
import { formatLocalTime } from '../../dates.ts'
import { Loaded } from './loaded.tsx'
import { SMALL } from './looks.ts'
import { useCorrection } from './use-correction.ts'

interface Item {
  id: number
  name: string
  checked: boolean
  hint: string
}

/** What to take along. */
export function Packing({ tripId }: { tripId: number }) {
  return (
    <TitledCard title="Packing" anchor="packing">
      <Loaded query={useQuery(packingQuery(tripId))}>
        {({ items }) => (
          <CheckList
            tripId={tripId}
            done="packed"
            empty="Nothing to pack yet"
            items={items.map(({ id, name, checked, quantity, category, is_private: isPrivate }) => ({
              id,
              name: quantity > 1 ? `${quantity} × ${name}` : name,
              checked,
              hint: [category, isPrivate && 'private'].filter(Boolean).join(' · ')
            }))}
            check={(thingId, checked) =>
              call('PATCH', '/api/trips/{id}/packing/{thingId}', { path: { id: tripId, thingId }, body: { checked } })
            }
          />
        )}
      </Loaded>
    </TitledCard>
  )
}

/** What to do before and on the way. */
export function Todos({ tripId }: { tripId: number }) {
  return (
    <TitledCard title="To-dos" anchor="to-dos">
      <Loaded query={useQuery(todosQuery(tripId))}>
        {(todos) => (
          <CheckList
            tripId={tripId}
            done="done"
            empty="Nothing to do yet"
            items={todos.map(({ id, name, checked, due_date: due, description }) => ({
              id,
              name,
              checked,
              hint: [due && `by ${formatLocalTime(due)}`, description].filter(Boolean).join(' · ')
            }))}
            check={(thingId, checked) =>
              call('PATCH', '/api/trips/{id}/todos/{thingId}', { path: { id: tripId, thingId }, body: { checked } })
            }
          />
        )}
      </Loaded>
    </TitledCard>
  )
}

interface CheckListProps {
  tripId: number
  /** What a ticked item is called. */
  done: string
  empty: string
  items: Item[]
  check: (id: number, checked: boolean) => Promise<unknown>
}

function CheckList({ tripId, done, empty, items, check }: CheckListProps) {
  if (items.length === 0) return <p className={SMALL}>{empty}</p>
  return (
    <>
      <p className={SMALL}>
        {items.filter(({ checked }) => checked).length} of {items.length} {done}
      </p>
      <ul>
        {items.map((item) => (
          <CheckRow key={item.id} tripId={tripId} item={item} check={(checked) => check(item.id, checked)} />
        ))}
      </ul>
    </>
  )
}

interface CheckRowProps {
  tripId: number
  item: Item
  check: (checked: boolean) => Promise<unknown>
}

function CheckRow({ tripId, item: { name, checked, hint }, check }: CheckRowProps) {
  const { mutate, isPending, variables, error } = useCorrection(tripId, check)
  return (
    <li className="wrap-anywhere">
      <Checkbox
        label={name}
        {...(hint !== '' && { hint })}
        checked={isPending ? variables : checked}
        onChange={({ currentTarget }) => mutate(currentTarget.checked)}
      />
      {error && <Problem error={error} />}
    </li>
  )
}
