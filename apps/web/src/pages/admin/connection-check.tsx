import { useMutation, useQuery } from '@tanstack/react-query'
import { addonsQuery, type ConnectionReport } from '../../api/administration.ts'
import { call } from '../../api/client.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/notice.tsx'
import { formatMoment } from '../../dates.ts'
import { AdminPage } from './admin-page.tsx'

type Point = ConnectionReport['points'][number]

const STATES = {
  ok: { word: 'OK', tone: 'good' },
  warning: { word: 'Warning', tone: 'warning' },
  problem: { word: 'Problem', tone: 'danger' }
} as const

const ORDER = ['problem', 'warning', 'ok']

/** What assistants elsewhere run into when they connect, and what to do about it. */
export default function ConnectionCheckPage() {
  // Asked only to find out whether this page is for whoever looks at it.
  const { error } = useQuery(addonsQuery)
  const check = useMutation({ mutationFn: () => call('POST', '/api/admin/connection-check') })
  return (
    <AdminPage
      title="Connection check"
      lead="This server calls itself through its public address, as an assistant would, and tells what does not get through."
      error={error}
    >
      <Button disabled={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? 'Checking …' : check.data ? 'Check again' : 'Check now'}
      </Button>
      {check.error && <Problem error={check.error} />}
      {check.data && <Report report={check.data} />}
    </AdminPage>
  )
}

function Report({ report: { url, at, points } }: { report: ConnectionReport }) {
  const sorted = points.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
  return (
    <>
      <p role="status" className="mt-4">
        <strong>{summary(points)}</strong>{' '}
        <span className="text-quiet break-words">
          {url}, {formatMoment(at)}
        </span>
      </p>
      <ul className="my-4 rounded-card border border-line bg-card px-5">
        {sorted.map((point) => (
          <Finding key={point.id} point={point} />
        ))}
      </ul>
    </>
  )
}

function Finding({ point: { title, state, message, advice } }: { point: Point }) {
  const { word, tone } = STATES[state]
  return (
    <li className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line py-3 first:border-0">
      <div className="w-24 shrink-0">
        <Badge tone={tone}>{word}</Badge>
      </div>
      <div className="min-w-0 grow basis-72">
        <h2>{title}</h2>
        <p className="break-words">{message}</p>
        {advice !== null && <p className="mt-1 text-sm break-words text-quiet">{advice}</p>}
      </div>
    </li>
  )
}

function summary(points: Point[]): string {
  const count = (state: Point['state']) => points.filter((point) => point.state === state).length
  const [problems, warnings] = [count('problem'), count('warning')]
  if (problems > 0)
    return problems === 1 ? 'One thing keeps assistants out.' : `${problems} things keep assistants out.`
  if (warnings > 0)
    return warnings === 1 ? 'It works, with one reservation.' : `It works, with ${warnings} reservations.`
  return 'Everything gets through.'
}
