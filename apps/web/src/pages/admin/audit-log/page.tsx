import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { auditLogQuery } from '../../../api/administration.ts'
import { queryString } from '../../../api/client.ts'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { AdminPage } from '../admin-page.tsx'
import { EventRow } from './event-row.tsx'
import { asQuery, readFilter } from './filter.ts'
import { FilterForm } from './filter-form.tsx'

/** What happened on this instance: who connected what, who changed which rights, which tools were called. */
export default function AuditLogPage() {
  const [parameters, setParameters] = useSearchParams()
  const filter = readFilter(parameters)
  const query = asQuery(filter)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditLogQuery(query))
  const events = data?.pages.flat()
  return (
    <AdminPage
      title="Audit log"
      lead="Who connected what, which rights changed, and which tools were called. Nothing in here can be changed."
      error={error}
      isLoading={!events}
    >
      <FilterForm filter={filter} onChange={(next) => setParameters(next)} />
      {events && (
        <div className="mt-4 flex items-center justify-between gap-3">
          <p role="status" className="text-sm text-quiet">
            {events.length === 0 ? 'No events' : `The newest ${events.length}${hasNextPage ? '' : ', and that is all'}`}
          </p>
          <a href={`/api/admin/audit-log.csv${queryString({ ...query })}`} download>
            Export as CSV
          </a>
        </div>
      )}
      {events?.length === 0 && <EmptyState title="Nothing fits">Try a wider filter.</EmptyState>}
      {events && events.length > 0 && (
        <ul className="mt-2 rounded-card border border-line bg-card px-5">
          {events.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              onPick={(picked) => setParameters({ ...Object.fromEntries(parameters), ...picked })}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="mt-4 text-center">
          <Button look="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </AdminPage>
  )
}
