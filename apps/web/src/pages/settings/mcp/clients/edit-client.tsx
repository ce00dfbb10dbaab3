import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../api/client.ts'
import { type Client, clientsQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Dialog, DialogActions } from '../../../../components/dialog.tsx'
import { Form } from '../../../../components/form.tsx'
import { clientChanges, draftOf } from './client-draft.ts'
import { ClientFields } from './client-fields.tsx'

/** Changes a client that is there. */
export function EditClientDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(client))
  const save = useMutation({
    mutationFn: () => call('PATCH', '/api/oauth/clients/{id}', { path: { id: client.id }, body: clientChanges(draft) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: clientsQuery.queryKey })
      onClose()
    }
  })
  return (
    <Dialog title={`Edit ${client.name}`} onClose={onClose}>
      <p className="text-sm text-quiet">Taking scopes away disconnects the client until it is approved again.</p>
      <Form onSubmit={() => save.mutate()}>
        <ClientFields isNew={false} draft={draft} onChange={setDraft} error={save.error} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={save.isPending}>
            Save changes
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
