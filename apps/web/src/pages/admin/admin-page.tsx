import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { ApiError } from '../../api/client.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/notice.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { NotFoundPage } from '../not-found.tsx'

const PAGES = [
  { to: '/admin/mcp-access', name: 'MCP access' },
  { to: '/admin/addons', name: 'Addons' },
  { to: '/admin/audit-log', name: 'Audit log' },
  { to: '/admin/connection-check', name: 'Connection check' }
]

interface AdminPageProps {
  title: string
  /** What the page is for. */
  lead: string
  /** What went wrong with what it shows. */
  error?: Error | null
  isLoading?: boolean
  children: ReactNode
}

/** A page for administrators, with the way to the others; for everybody else there is none. */
export function AdminPage({ title, lead, error, isLoading = false, children }: AdminPageProps) {
  if (error instanceof ApiError && error.status === 403) return <NotFoundPage />
  return (
    <>
      <PageTitle title={title} />
      <p className="mt-1 max-w-prose text-quiet">{lead}</p>
      <nav
        aria-label="Administration"
        className="my-4 flex flex-wrap gap-1 rounded-control border border-line bg-sunken p-1"
      >
        {PAGES.map(({ to, name }) => (
          <NavLink
            key={to}
            to={to}
            className="grow rounded-lg border border-transparent px-3 py-2 text-center text-sm font-semibold text-quiet no-underline hover:text-text aria-[current=page]:border-accent aria-[current=page]:bg-accent-ground aria-[current=page]:text-text"
          >
            {name}
          </NavLink>
        ))}
      </nav>
      {error && <Problem error={error} />}
      {isLoading && !error && <Loading />}
      {children}
    </>
  )
}
