import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Addon, addonsQuery } from '../../api/administration.ts'
import { ApiError, call } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/notice.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { NotFoundPage } from '../not-found.tsx'

/** Which parts of the product are on, for everybody. */
export default function AddonsPage() {
  const { data: addons, error } = useQuery(addonsQuery)
  if (error instanceof ApiError && error.status === 403) return <NotFoundPage />
  return (
    <>
      <p className="text-sm text-quiet">Admin</p>
      <PageTitle title="Addons" />
      <p className="mt-1 text-quiet">What is off is hidden from everybody, assistants too. What was entered stays.</p>
      {error && <Problem error={error} />}
      {!addons && !error && <Loading />}
      {addons && (
        <Card>
          {addons.map((addon) => (
            <Switch key={addon.id} addon={addon} />
          ))}
        </Card>
      )}
    </>
  )
}

function Switch({ addon: { id, name, description, enabled } }: { addon: Addon }) {
  const queries = useQueryClient()
  const turn = useMutation({
    mutationFn: (isOn: boolean) => call('PUT', '/api/admin/addons/{id}', { path: { id }, body: { enabled: isOn } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: addonsQuery.queryKey })
  })
  return (
    <>
      <Checkbox
        label={name}
        hint={description}
        checked={turn.isPending ? turn.variables : enabled}
        disabled={turn.isPending}
        onChange={({ target }) => turn.mutate(target.checked)}
      />
      {turn.error && <Problem error={turn.error} />}
    </>
  )
}
