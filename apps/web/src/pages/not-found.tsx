import { Link } from 'react-router'
import { PageTitle } from '../components/page-title.tsx'

export function NotFoundPage() {
  return (
    <section className="card">
      <PageTitle title="Nothing here" />
      <p>
        There is no such page. <Link to="/trips">Go to your trips</Link>
      </p>
    </section>
  )
}
