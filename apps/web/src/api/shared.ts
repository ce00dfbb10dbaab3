import { queryOptions } from '@tanstack/react-query'
import { type Answer, call } from './client.ts'

/** What a public link shows; a part that it does not show is absent. */
export type SharedTrip = Answer<'GET', '/api/shared/{token}'>
export type SharedJourney = Answer<'GET', '/api/shared/journeys/{token}'>['journey']

export const sharedTripQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', 'trip', token],
    queryFn: () => call('GET', '/api/shared/{token}', { path: { token } })
  })

export const sharedJourneyQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', 'journey', token],
    queryFn: async () => (await call('GET', '/api/shared/journeys/{token}', { path: { token } })).journey
  })
