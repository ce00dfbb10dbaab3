import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../api/client.ts'
import type { Client } from '../../../../api/integrations.ts'
import { Checkbox } from '../../../../components/checkbox.tsx'
import { Confirmation } from '../../../../components/confirmation.tsx'
import { CredentialsDialog } from './credentials-dialog.tsx'

const DAY_SECONDS = 24 * 3600

/** Gives a client a new secret, at once or with a day to move. */
export function RotateSecretDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const [isOverlapping, setOverlapping] = useState(false)
  const rotate = useMutation({
    mutationFn: () =>
      call('POST', '/api/oauth/clients/{id}/rotate', {
        path: { id: client.id },
        body: { overlap_seconds: isOverlapping ? DAY_SECONDS : 0 }
      })
  })
  if (rotate.data) {
    const title = `The new secret of ${client.name}`
    return <CredentialsDialog title={title} client={client} secret={rotate.data.client_secret} onClose={onClose} />
  }
  return (
    <Confirmation
      title={`A new secret for ${client.name}?`}
      action="Rotate secret"
      isPending={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>The old secret stops working at once, and so does every connection of this client.</p>
      <Checkbox
        label="Keep the old secret for a day"
        hint="Nothing is disconnected; you have 24 hours to put the new one in its place."
        checked={isOverlapping}
        onChange={({ target }) => setOverlapping(target.checked)}
      />
    </Confirmation>
  )
}
