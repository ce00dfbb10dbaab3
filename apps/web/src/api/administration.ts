import { queryOptions } from '@tanstack/react-query'
import { type Answer, call } from './client.ts'

export type Addon = Answer<'GET', '/api/admin/addons'>['addons'][number]

export const addonsQuery = queryOptions({
  queryKey: ['admin', 'addons'],
  queryFn: async () => (await call('GET', '/api/admin/addons')).addons
})
