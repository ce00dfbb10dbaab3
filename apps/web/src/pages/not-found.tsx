import { Link } from 'react-router'
import { Card } from '../components/card.tsx'
import { PageTitle } from '../components/page-title.tsx'

export function NotFoundPage() {
  return (
    <Card>
      <PageTitle title="Nothing here" />
      <p className="mt-2">
        There is no such page. <Link to="/trips">Go to your trips</Link>
      </p>
    </Card>
  )
}
