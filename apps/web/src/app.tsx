import { Navigate, Route, Routes } from 'react-router'
import { Layout } from './components/layout.tsx'
import { LoginPage } from './pages/login.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { RegisterPage } from './pages/register.tsx'
import { TripPage } from './pages/trip.tsx'
import { TripsPage } from './pages/trips.tsx'
import { RequireSession } from './session/require-session.tsx'

/** Every page and where it is. */
export function App() {
  return (
    <Routes>
      <Route path="/login" element={<LoginPage />} />
      <Route path="/register" element={<RegisterPage />} />
      <Route element={<RequireSession />}>
        <Route element={<Layout />}>
          <Route path="/" element={<Navigate to="/trips" replace />} />
          <Route path="/trips" element={<TripsPage />} />
          <Route path="/trips/:id" element={<TripPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  )
}
