import { queryOptions } from '@tanstack/react-query'
import { type Answer, call } from './client.ts'

export type Consequences = Answer<'GET', '/api/account/deletion'>

/** What would go with the account. */
export const consequencesQuery = queryOptions({
  queryKey: ['account', 'deletion'],
  queryFn: () => call('GET', '/api/account/deletion'),
  // It is read to decide something: yesterday's numbers would not do.
  staleTime: 0
})
