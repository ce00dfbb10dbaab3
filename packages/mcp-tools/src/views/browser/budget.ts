import { amount, bar, costsOf, warnOf } from './bars.ts'
import { readCosts } from './costs.ts'
import { type Child, element, fill, section, theirs } from './element.ts'
import type { Formats } from './formats.ts'
import { numberOf, objectOf } from './json.ts'
import { type Balance, type Payment, readSettlement, type Settlement } from './settlement.ts'
import { type Shown, start } from './view.ts'

void start({
  name: 'TREK budget',
  show(content, call) {
    const settlement = readSettlement(content, call.arguments.base)
    return settlement && { title: 'Who owes whom – TREK', children: showSettlement(settlement, call) }
  }
})

function showSettlement({ currency, balances, suggested, made, unconverted }: Settlement, call: Shown): Child[] {
  const { formats } = call
  return [
    element(
      'header',
      '',
      element('h1', '', 'Who owes whom'),
      currency === undefined ? undefined : element('p', 'quiet', `Figures in ${currency}`)
    ),
    warnOf(unconverted),
    section('Balances', ...balancesOf(balances, currency, formats)),
    section(
      'To settle up',
      suggested.length > 0
        ? element('ul', 'rows', ...suggested.map((payment) => paymentOf(payment, 'pays', formats)))
        : element('p', 'quiet', 'Nobody owes anybody anything.')
    ),
    made.length > 0 ? section('Paid so far', ...madeOf(made, formats)) : undefined,
    costsOnDemand(call)
  ]
}

function balancesOf(balances: Balance[], currency: string | undefined, formats: Formats): Child[] {
  if (balances.length === 0) return [element('p', 'quiet', 'No shared expenses yet.')]
  const largest = Math.max(...balances.map(({ balance }) => Math.abs(balance)))
  const rows = balances.map(({ name, balance }) => {
    const sum = formats.money(Math.abs(balance), currency)
    const words = balance === 0 ? 'is even' : balance > 0 ? `is owed ${sum}` : `owes ${sum}`
    const kind = balance < 0 ? 'balance owes' : 'balance'
    return element('li', '', theirs(name), amount(words), bar(largest === 0 ? 0 : Math.abs(balance) / largest, kind))
  })
  return [element('ul', 'bars', ...rows)]
}

function madeOf(made: Payment[], formats: Formats): Child[] {
  return [
    element('ul', 'rows', ...made.map((payment) => paymentOf(payment, 'paid', formats))),
    made.some(({ currency }) => currency === undefined)
      ? element('p', 'quiet', 'An amount with no currency is in the trip’s own.')
      : undefined
  ]
}

function paymentOf({ from, to, amount: sum, currency }: Payment, verb: string, formats: Formats): HTMLElement {
  const words = element('span', '', theirs(from), ` ${verb} `, theirs(to))
  return element('li', '', words, amount(formats.money(sum, currency)))
}

/** What was spent is in another tool's answer, which is fetched when the person wants it. */
function costsOnDemand({ formats, arguments: { tripId }, callTool }: Shown): HTMLElement | undefined {
  const id = numberOf(tripId)
  if (!callTool || id === undefined) return undefined
  const button = element('button', '', 'Show costs by category')
  button.type = 'button'
  const news = element('div', '', button)
  news.role = 'status'
  const showCosts = async () => {
    button.disabled = true
    try {
      const { budget } = objectOf(await callTool('get_trip_summary', { tripId: id }))
      const costs = readCosts(budget)
      fill(news, ...(costs ? costsOf(costs, formats) : [element('p', 'quiet', 'The answer has no costs in it.')]))
    } catch {
      button.disabled = false
      fill(news, button, element('p', 'quiet', 'That did not work. Try again, or ask the assistant.'))
    }
  }
  button.addEventListener('click', () => void showCosts())
  return section('Costs', news)
}
