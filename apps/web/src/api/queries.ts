import { queryOptions } from '@tanstack/react-query'
import { type Answer, ApiError, call } from './client.ts'

export type User = Answer<'GET', '/api/auth/me'>['user']
export type Trip = Answer<'GET', '/api/trips'>['trips'][number]
export type WholeTrip = Answer<'GET', '/api/trips/{id}'>
export type Day = WholeTrip['days'][number]
export type Visit = Day['assignments'][number]

/** Who is signed in; `null` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<User | null> => {
    try {
      return (await call('GET', '/api/auth/me')).user
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000
})

/** All of them, archived ones too. */
export const tripsQuery = queryOptions({
  queryKey: ['trips'],
  queryFn: async () => (await call('GET', '/api/trips', { query: { include_archived: true } })).trips
})

export const tripQuery = (id: number) =>
  queryOptions({ queryKey: ['trip', id], queryFn: () => call('GET', '/api/trips/{id}', { path: { id } }) })
