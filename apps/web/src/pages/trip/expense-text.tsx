import { formatMoney } from '../../money.ts'
import { SMALL } from './looks.ts'

interface ExpenseTextProps {
  name: string
  price: number
  currency: string
  /** What it was for, and whatever else is known. */
  details: string[]
}

/** What something cost. */
export function ExpenseText({ name, price, currency, details }: ExpenseTextProps) {
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap gap-x-2">
        <span className="min-w-0 grow">{name}</span>
        <span className="tabular-nums">{formatMoney(price, currency)}</span>
      </p>
      <p className={SMALL}>{details.join(' · ')}</p>
    </div>
  )
}
