import type { SharedTrip } from '../../../api/shared.ts'
import { TitledCard } from '../../../components/card.tsx'
import { ROW, SMALL } from '../../trip/looks.ts'

/** What everybody takes along. */
export function SharedPacking({ items }: { items: NonNullable<SharedTrip['packing']> }) {
  return (
    <TitledCard title="Packing" anchor="packing">
      <p className={SMALL}>
        {items.length === 0
          ? 'Nothing to pack yet'
          : `${items.filter(({ checked }) => checked).length} of ${items.length} packed`}
      </p>
      <ul className="empty:hidden">
        {items.map(({ name, category, quantity, checked }, index) => (
          <li key={index} className={`${ROW} flex gap-2`}>
            <span aria-hidden="true" className="w-5 shrink-0 text-center text-accent">
              {checked ? '✓' : '·'}
            </span>
            <span className="min-w-0 grow">
              {quantity > 1 ? `${quantity} × ${name}` : name}
              {checked && <span className="sr-only">, packed</span>}
              {category && <span className={`block ${SMALL}`}>{category}</span>}
            </span>
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}
