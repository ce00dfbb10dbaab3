import { NavLink, Outlet } from 'react-router'

const PAGES = [
  { to: '/settings/profile', name: 'Profile' },
  { to: '/settings/integrations/mcp', name: 'Integrations' }
]

/** What the pages of the settings have in common: the way from one to the other. */
export default function SettingsLayout() {
  return (
    <>
      <nav aria-label="Settings" className="mb-5 flex gap-5 border-b border-line">
        {PAGES.map(({ to, name }) => (
          <NavLink
            key={to}
            to={to}
            className="-mb-px border-b-2 border-transparent px-1 py-2 font-semibold text-quiet no-underline hover:text-text aria-[current=page]:border-accent aria-[current=page]:text-text"
          >
            {name}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
