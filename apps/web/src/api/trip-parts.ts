import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type Answer, call } from './client.ts'

export type Bookings = Answer<'GET', '/api/trips/{id}/bookings'>
export type Booking = Bookings['bookings'][number]
export type Stay = Bookings['stays'][number]
export type Budget = Answer<'GET', '/api/trips/{id}/budget'>
export type PackingItem = Answer<'GET', '/api/trips/{id}/packing'>['packing']['items'][number]
export type Todo = Answer<'GET', '/api/trips/{id}/todos'>['todos'][number]
export type Note = Answer<'GET', '/api/trips/{id}/notes'>['notes'][number]
export type Poll = Answer<'GET', '/api/trips/{id}/polls'>['polls'][number]
export type Activity = Answer<'GET', '/api/trips/{id}/activity'>['activity'][number]

/** Their keys begin with the trip's: who loads that again loads them again. */
export const bookingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['trip', id, 'bookings'],
    queryFn: () => call('GET', '/api/trips/{id}/bookings', { path: { id } })
  })

export const budgetQuery = (id: number) =>
  queryOptions({
    queryKey: ['trip', id, 'budget'],
    queryFn: () => call('GET', '/api/trips/{id}/budget', { path: { id } })
  })

export const packingQuery = (id: number) =>
  queryOptions({
    queryKey: ['trip', id, 'packing'],
    queryFn: async () => (await call('GET', '/api/trips/{id}/packing', { path: { id } })).packing
  })

export const todosQuery = (id: number) =>
  queryOptions({
    queryKey: ['trip', id, 'todos'],
    queryFn: async () => (await call('GET', '/api/trips/{id}/todos', { path: { id } })).todos
  })

export const notesQuery = (id: number) =>
  queryOptions({
    queryKey: ['trip', id, 'notes'],
    queryFn: async () => (await call('GET', '/api/trips/{id}/notes', { path: { id } })).notes
  })

export const pollsQuery = (id: number) =>
  queryOptions({
    queryKey: ['trip', id, 'polls'],
    queryFn: async () => (await call('GET', '/api/trips/{id}/polls', { path: { id } })).polls
  })

const PAGE = 6

export const activityQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['trip', id, 'activity'],
    queryFn: ({ pageParam }) =>
      call('GET', '/api/trips/{id}/activity', {
        path: { id },
        query: { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: cursor }) => cursor
  })
