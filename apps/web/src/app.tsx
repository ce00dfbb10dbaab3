import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { Layout } from './components/layout.tsx'
import { Loading } from './components/loading.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { RequireSession } from './session/require-session.tsx'

const LoginPage = lazy(() => import('./pages/login.tsx'))
const RegisterPage = lazy(() => import('./pages/register.tsx'))
const TripsPage = lazy(() => import('./pages/trips.tsx'))
const TripPage = lazy(() => import('./pages/trip/page.tsx'))
const AddonsPage = lazy(() => import('./pages/admin/addons.tsx'))
const SettingsLayout = lazy(() => import('./pages/settings/settings-layout.tsx'))
const ProfilePage = lazy(() => import('./pages/settings/profile/page.tsx'))
const AuditLogPage = lazy(() => import('./pages/admin/audit-log/page.tsx'))
const ConnectionCheckPage = lazy(() => import('./pages/admin/connection-check.tsx'))
const McpAccessPage = lazy(() => import('./pages/admin/mcp-access/page.tsx'))
const SharedTripPage = lazy(() => import('./pages/shared/trip/page.tsx'))
const SharedJourneyPage = lazy(() => import('./pages/shared/journey/page.tsx'))
const McpSettingsPage = lazy(() => import('./pages/settings/mcp/page.tsx'))

/** Every page and where it is. */
export function App() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/login" element={<LoginPage />} />
        <Route path="/register" element={<RegisterPage />} />
        <Route path="/shared/:token" element={<SharedTripPage />} />
        <Route path="/shared/journeys/:token" element={<SharedJourneyPage />} />
        <Route element={<RequireSession />}>
          <Route element={<Layout />}>
            <Route path="/" element={<Navigate to="/trips" replace />} />
            <Route path="/trips" element={<TripsPage />} />
            <Route path="/trips/:id" element={<TripPage />} />
            <Route path="/settings" element={<SettingsLayout />}>
              <Route index element={<Navigate to="/settings/profile" replace />} />
              <Route path="profile" element={<ProfilePage />} />
              <Route path="integrations/mcp" element={<McpSettingsPage />} />
            </Route>
            <Route path="/admin" element={<Navigate to="/admin/mcp-access" replace />} />
            <Route path="/admin/mcp-access" element={<McpAccessPage />} />
            <Route path="/admin/addons" element={<AddonsPage />} />
            <Route path="/admin/audit-log" element={<AuditLogPage />} />
            <Route path="/admin/connection-check" element={<ConnectionCheckPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Route>
      </Routes>
    </Suspense>
  )
}
