import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../api/client.ts'
import { type Client, clientsQuery } from '../../../../api/integrations.ts'
import { Confirmation } from '../../../../components/confirmation.tsx'

/** Removes a client after asking. */
export function DeleteClientDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call('DELETE', '/api/oauth/clients/{id}', { path: { id: client.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: clientsQuery.queryKey })
      onClose()
    }
  })
  return (
    <Confirmation
      title={`Delete ${client.name}?`}
      action="Delete"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>Everything it is connected with ends at once. Its id and secret never work again.</p>
    </Confirmation>
  )
}
