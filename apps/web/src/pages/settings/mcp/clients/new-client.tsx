import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../api/client.ts'
import { clientsQuery, presetsQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Dialog, DialogActions } from '../../../../components/dialog.tsx'
import { Form } from '../../../../components/form.tsx'
import { draftFromPreset, emptyDraft, newClient } from './client-draft.ts'
import { ClientFields } from './client-fields.tsx'
import { CredentialsDialog } from './credentials-dialog.tsx'

/** Makes a client, from a preset or from nothing, and shows its secret. */
export function NewClientDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const { data: presets } = useQuery(presetsQuery)
  const [draft, setDraft] = useState(emptyDraft)
  const register = useMutation({
    mutationFn: () => call('POST', '/api/oauth/clients', { body: newClient(draft) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: clientsQuery.queryKey })
  })
  if (register.data) {
    const { client, client_secret: secret } = register.data
    return (
      <CredentialsDialog title={`${client.name} is registered`} client={client} secret={secret} onClose={onClose} />
    )
  }
  return (
    <Dialog title="New client" onClose={onClose}>
      <Form onSubmit={() => register.mutate()}>
        <div role="group" aria-label="Presets">
          <p className="mb-2 text-sm text-quiet">Start from an app you know, or fill in your own.</p>
          <div className="flex flex-wrap gap-2">
            {presets?.map((preset) => (
              <Button
                key={preset.id}
                look="quiet"
                size="small"
                aria-pressed={draft.name === preset.name}
                className="aria-pressed:border-accent aria-pressed:bg-accent-ground"
                onClick={() => setDraft(draftFromPreset(preset))}
              >
                {preset.name}
              </Button>
            ))}
          </div>
        </div>
        <ClientFields isNew draft={draft} onChange={setDraft} error={register.error} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={register.isPending}>
            Register Client
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
