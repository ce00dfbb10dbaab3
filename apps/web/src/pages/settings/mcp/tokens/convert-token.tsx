import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../api/client.ts'
import { clientsQuery, type Token, tokensQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Dialog, DialogActions } from '../../../../components/dialog.tsx'
import { Problem } from '../../../../components/notice.tsx'
import { CredentialsDialog } from '../clients/credentials-dialog.tsx'
import { ScopePicker } from '../clients/scope-picker.tsx'

/** Makes a machine client that does what a token did. */
export function ConvertTokenDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const queries = useQueryClient()
  const [scopes, setScopes] = useState(token.scopes ?? [])
  const convert = useMutation({
    mutationFn: () => call('POST', '/api/auth/mcp-tokens/{id}/convert', { path: { id: token.id }, body: { scopes } })
  })
  const close = () => {
    // Only now: the token's card, and this dialog on it, may be gone once the list is read again.
    if (convert.data) {
      void queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
      void queries.invalidateQueries({ queryKey: clientsQuery.queryKey })
    }
    onClose()
  }
  if (convert.data) {
    const { client, client_secret: secret } = convert.data
    return (
      <CredentialsDialog title={`${client.name} is a machine client`} client={client} secret={secret} onClose={close} />
    )
  }
  return (
    <Dialog title={`Convert ${token.name}`} onClose={close}>
      <p>The new client acts in your name, with what you choose here. The token goes on working for a day.</p>
      {convert.error && <Problem error={convert.error} />}
      <ScopePicker selected={scopes} onChange={setScopes} />
      <DialogActions>
        <Button look="quiet" onClick={close}>
          Cancel
        </Button>
        <Button disabled={convert.isPending || scopes.length === 0} onClick={() => convert.mutate()}>
          Convert
        </Button>
      </DialogActions>
    </Dialog>
  )
}
