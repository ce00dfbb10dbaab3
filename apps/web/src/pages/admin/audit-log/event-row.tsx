import type { AuditEvent } from '../../../api/administration.ts'
import { formatMoment } from '../../../dates.ts'

/** One thing that happened; the rest of what is known of it is folded. */
export function EventRow({ event, onPick }: { event: AuditEvent; onPick: (filter: Record<string, string>) => void }) {
  const { id, at, type, user, actor, client_id: clientId } = event
  return (
    <li className="border-t border-line py-3 text-sm first:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <time dateTime={at} className="w-40 shrink-0 text-quiet">
          {formatMoment(at)}
        </time>
        <span className="min-w-0 font-mono font-semibold break-words">{type}</span>
        {user && <Pick label={user.username} onClick={() => onPick({ person: user.username })} />}
        {actor && actor.id !== user?.id && (
          <span>
            {user && 'by '}
            <Pick label={actor.username} onClick={() => onPick({ person: actor.username })} />
          </span>
        )}
        {clientId !== null && <Pick label={clientId} onClick={() => onPick({ client: clientId })} />}
      </div>
      <details className="mt-1 sm:ml-43">
        <summary className="text-quiet">Details of event {id}</summary>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4">
          {detailsOf(event).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-quiet">{name}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}

/** Shows only what is about this. */
function Pick({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      title={`Only ${label}`}
      onClick={onClick}
      className="max-w-full truncate text-accent underline sm:max-w-64"
    >
      {label}
    </button>
  )
}

function detailsOf({
  at,
  address,
  user_agent: userAgent,
  grant_id: grantId,
  request_id: requestId,
  detail
}: AuditEvent): [string, string][] {
  const known: [string, string | null][] = [
    ['exact time', at],
    ['address', address],
    ['program', userAgent],
    ['connection', grantId],
    ['request', requestId],
    ...Object.entries(detail).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value)
    ])
  ]
  return known.filter((entry): entry is [string, string] => entry[1] !== null)
}
