import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { meQuery } from '../api/queries.ts'
import { Loading } from '../components/loading.tsx'
import { Problem } from '../components/notice.tsx'

/** Lets only people who are signed in on; others sign in first and come back. */
export function RequireSession() {
  const location = useLocation()
  const { data: user, error, isPending } = useQuery(meQuery)
  if (isPending) return <Loading />
  if (error) return <Problem error={error} />
  if (user) return <Outlet />
  const here = location.pathname + location.search
  return <Navigate to={`/login?return_to=${encodeURIComponent(here)}`} replace />
}
