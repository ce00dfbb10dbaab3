import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Link, NavLink, Outlet, useNavigate } from 'react-router'
import { call } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { LiveEventsProvider } from '../live/live-events.tsx'
import { Button } from './button.tsx'
import { Loading } from './loading.tsx'

const SECTIONS = [
  { to: '/trips', name: 'Trips', isForAdministrators: false },
  { to: '/settings', name: 'Settings', isForAdministrators: false },
  { to: '/admin', name: 'Admin', isForAdministrators: true }
]

/** What surrounds every page of somebody who is signed in. */
export function Layout() {
  const { data: user } = useQuery(meQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call('POST', '/api/auth/logout'),
    onSuccess: () => {
      queries.clear()
      void navigate('/login', { replace: true })
    }
  })
  return (
    <LiveEventsProvider>
      <a className="absolute -left-[999px] bg-card px-4 py-2 focus:left-4 focus:top-4" href="#content">
        Skip to content
      </a>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-card px-4 py-3">
        <Link className="font-extrabold tracking-wider no-underline" to="/trips">
          TREK
        </Link>
        <nav aria-label="Main" className="flex gap-1 max-sm:order-last max-sm:w-full">
          {SECTIONS.filter(({ isForAdministrators }) => !isForAdministrators || user?.role === 'admin').map(
            ({ to, name }) => (
              <NavLink
                key={to}
                to={to}
                className="rounded-control px-3 py-1.5 font-medium text-text no-underline hover:bg-sunken aria-[current=page]:bg-accent-ground"
              >
                {name}
              </NavLink>
            )
          )}
        </nav>
        <span className="ml-auto min-w-0 truncate text-quiet">{user?.username}</span>
        <Button look="quiet" size="small" onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      </header>
      <main id="content" className="mx-auto max-w-5xl px-4 pt-6 pb-16">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </LiveEventsProvider>
  )
}
