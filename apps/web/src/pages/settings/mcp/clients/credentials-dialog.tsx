import type { Client } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Dialog, DialogActions } from '../../../../components/dialog.tsx'
import { Credentials } from './credentials.tsx'

interface CredentialsDialogProps {
  title: string
  client: Client
  secret?: string | undefined
  onClose: () => void
}

/** What has just been made for a client, until it is closed. */
export function CredentialsDialog({ title, client, secret, onClose }: CredentialsDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Credentials clientId={client.id} secret={secret} isMachine={client.machine} />
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </Dialog>
  )
}
