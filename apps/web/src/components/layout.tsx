import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from 'react-router'
import { call } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { LiveEventsProvider } from '../live/live-events.tsx'

/** What surrounds every page of somebody who is signed in. */
export function Layout() {
  const { data: user } = useQuery(meQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call('POST', '/auth/logout'),
    onSuccess: () => {
      queries.clear()
      void navigate('/login', { replace: true })
    }
  })
  return (
    <LiveEventsProvider>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="bar">
        <Link className="logo" to="/trips">
          TREK
        </Link>
        <span className="who">{user?.username}</span>
        <button type="button" className="quiet" onClick={() => signOut.mutate()}>
          Sign out
        </button>
      </header>
      <main id="content">
        <Outlet />
      </main>
    </LiveEventsProvider>
  )
}
