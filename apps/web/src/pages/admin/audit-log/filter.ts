import type { AuditFilter } from '../../../api/administration.ts'

/** How types of events begin, and what those are about. */
export const EVENT_TYPES: [string, string][] = [
  ['', 'Everything'],
  ['authorize.', 'Requests to connect'],
  ['consent.', 'Consent'],
  ['client.', 'Clients'],
  ['client_auth.', 'Clients that were refused'],
  ['code.', 'Authorization codes'],
  ['token.', 'Tokens'],
  ['static_token.', 'API tokens'],
  ['device.', 'Devices'],
  ['scope.', 'Scopes that were lacking'],
  ['tool.', 'Tools that were called'],
  ['rate_limited', 'Limits that were reached'],
  ['admin.', 'Administration']
]

/** The filter as the address of the page has it, so that it can be kept and passed on. */
export function readFilter(parameters: URLSearchParams): Record<'type' | 'person' | 'client' | 'from' | 'to', string> {
  const get = (name: string) => parameters.get(name) ?? ''
  return { type: get('type'), person: get('person'), client: get('client'), from: get('from'), to: get('to') }
}

/** The same in the words of the API; the days are those of whoever looks, the last one included. */
export function asQuery({ type, person, client, from, to }: ReturnType<typeof readFilter>): AuditFilter {
  return {
    ...(type !== '' && { type }),
    ...(person !== '' && { person }),
    ...(client !== '' && { client_id: client }),
    ...(isDay(from) && { since: startOf(from, 0) }),
    ...(isDay(to) && { until: startOf(to, 1) })
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}

function startOf(day: string, daysLater: number): string {
  const moment = new Date(`${day}T00:00:00`)
  moment.setDate(moment.getDate() + daysLater)
  return moment.toISOString()
}
