import type { Costs } from './costs.ts'
import { type Child, decoration, element, theirs } from './element.ts'
import type { Formats } from './formats.ts'

/** The total, and a bar for each category as long as its part of the largest. */
export function costsOf({ total, currency, categories, unconverted }: Costs, formats: Formats): Child[] {
  if (categories.length === 0) return [element('p', 'quiet', 'No expenses yet.')]
  const largest = Math.max(...categories.map((category) => category.total))
  return [
    element('p', 'total', `${formats.money(total, currency)} in all`),
    element(
      'ul',
      'bars',
      ...categories.map(({ category, total: sum }) =>
        element('li', '', theirs(category), amount(formats.money(sum, currency)), bar(sum / largest))
      )
    ),
    warnOf(unconverted)
  ]
}

export function amount(text: string): HTMLElement {
  return element('span', 'amount', text)
}

/** @param part between 0 and 1. */
export function bar(part: number, className = 'bar'): HTMLElement {
  const filled = element('span', '')
  filled.style.inlineSize = `${Math.round(Math.min(Math.max(part, 0), 1) * 100)}%`
  return decoration(className, filled)
}

export function warnOf(unconverted: string[]): HTMLElement | undefined {
  if (unconverted.length === 0) return undefined
  return element(
    'p',
    'notice',
    `Nobody knows a rate for ${unconverted.join(', ')}: amounts in it were counted one to one.`
  )
}
