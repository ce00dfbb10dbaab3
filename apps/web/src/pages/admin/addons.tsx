import { useQuery } from '@tanstack/react-query'
import { type Addon, addonsQuery } from '../../api/administration.ts'
import { call } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Problem } from '../../components/notice.tsx'
import { AdminPage } from './admin-page.tsx'
import { useSwitch } from './use-switch.ts'

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
  const turn = useSwitch({
    query: addonsQuery,
    turned: (addons, isOn) => addons.map((addon) => (addon.id === id ? { ...addon, enabled: isOn } : addon)),
    send: (isOn) => call('PUT', '/api/admin/addons/{id}', { path: { id }, body: { enabled: isOn } })
  })
  return (
    <div>
      <Checkbox
        label={name}
        hint={description}
        checked={enabled}
        onChange={({ target }) => turn.mutate(target.checked)}
      />
      {turn.error && <Problem error={turn.error} />}
    </div>
  )
}
