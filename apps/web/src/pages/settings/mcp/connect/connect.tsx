import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { endpointsQuery } from '../../../../api/integrations.ts'
import { Card } from '../../../../components/card.tsx'
import { Copyable } from '../../../../components/copyable.tsx'
import { Loading } from '../../../../components/loading.tsx'
import { Problem } from '../../../../components/notice.tsx'
import { Tabs } from '../../../../components/tabs.tsx'
import { type Guide, guidesFor } from './guides.ts'
import { WaitForFirstCall } from './wait-for-first-call.tsx'

/** The way in for each app, with this instance's address in it, and a tick once it has worked. */
export function Connect() {
  const { data: endpoints, error } = useQuery(endpointsQuery)
  const [app, setApp] = useState('claude')
  if (error) return <Problem error={error} />
  if (!endpoints) return <Loading />
  const tabs = guidesFor(endpoints).map((guide) => ({
    id: guide.id,
    label: guide.app,
    content: <Steps guide={guide} />
  }))
  return (
    <>
      <Tabs label="Your app" look="pills" tabs={tabs} selected={app} onSelect={setApp} />
      <WaitForFirstCall />
      <p className="text-quiet">
        A script or an agent without a browser needs a{' '}
        <Link to="?tab=clients" replace>
          machine client
        </Link>
        .
      </p>
    </>
  )
}

function Steps({ guide: { app, steps } }: { guide: Guide }) {
  return (
    <Card>
      <ol aria-label={`Connect ${app}`} className="list-decimal space-y-3 pl-5 marker:font-semibold marker:text-accent">
        {steps.map(({ text, paste }) => (
          <li key={text}>
            {text}
            {paste && <Copyable {...paste} />}
          </li>
        ))}
      </ol>
    </Card>
  )
}
