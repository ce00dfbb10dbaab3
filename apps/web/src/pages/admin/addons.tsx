import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Addon, addonsQuery } from '../../api/administration.ts'
import { call } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Problem } from '../../components/notice.tsx'
import { AdminPage } from './admin-page.tsx'

/** Which parts of the product are on, for everybody. */
export default function AddonsPage() {
  const { data: addons, error } = useQuery(addonsQuery)
  return (
    <AdminPage
      title="Addons"
      lead="What is off is hidden from everybody, assistants too. What was entered stays."
      error={error}
      isLoading={!addons}
    >
      {addons && (
        <Card className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
          {addons.map((addon) => (
            <Switch key={addon.id} addon={addon} />
          ))}
        </Card>
      )}
    </AdminPage>
  )
}

function Switch({ addon: { id, name, description, enabled } }: { addon: Addon }) {
  const queries = useQueryClient()
  const turn = useMutation({
    mutationFn: (isOn: boolean) => call('PUT', '/api/admin/addons/{id}', { path: { id }, body: { enabled: isOn } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: addonsQuery.queryKey })
  })
  return (
    <div>
      <Checkbox
        label={name}
        hint={description}
        checked={turn.isPending ? turn.variables : enabled}
        disabled={turn.isPending}
        onChange={({ target }) => turn.mutate(target.checked)}
      />
      {turn.error && <Problem error={turn.error} />}
    </div>
  )
}
