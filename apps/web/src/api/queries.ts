import type { Day, Place, Trip, TripPeople, User } from '@trek/planner'
import { queryOptions } from '@tanstack/react-query'
import { ApiError, call } from './client.ts'

export interface WholeTrip {
  trip: Trip
  members: TripPeople
  days: Day[]
  places: Place[]
}

/** Who is signed in; `null` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<User | null> => {
    try {
      return (await call<{ user: User }>('GET', '/auth/me')).user
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000
})

export const tripsQuery = queryOptions({
  queryKey: ['trips'],
  queryFn: async () => (await call<{ trips: Trip[] }>('GET', '/trips')).trips
})

export const tripQuery = (id: number) =>
  queryOptions({ queryKey: ['trip', id], queryFn: () => call<WholeTrip>('GET', `/trips/${id}`) })
