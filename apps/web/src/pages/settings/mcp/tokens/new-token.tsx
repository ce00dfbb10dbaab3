import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../api/client.ts'
import { tokensQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Copyable } from '../../../../components/copyable.tsx'
import { Dialog, DialogActions } from '../../../../components/dialog.tsx'
import { Field } from '../../../../components/field.tsx'
import { Form, textOf } from '../../../../components/form.tsx'
import { Notice, Problem } from '../../../../components/notice.tsx'

/** Makes a static token and shows it. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (form: FormData) => {
      const days = Number(textOf(form, 'ttl_days'))
      return call('POST', '/api/auth/mcp-tokens', {
        body: { name: textOf(form, 'name'), ...(days > 0 && { ttl_days: days }) }
      })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
  })
  if (create.data) {
    return (
      <Dialog title={`${create.data.token.name} is ready`} onClose={onClose}>
        <Notice tone="warning">The token is shown now and never again: copy it before you close this.</Notice>
        <Copyable label="API token" text={create.data.raw_token} />
        <DialogActions>
          <Button onClick={onClose}>Done</Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <Dialog title="New token" onClose={onClose}>
      <Form onSubmit={(form) => create.mutate(form)}>
        <p>It can do everything you can. A machine client can be kept to less.</p>
        {create.error && <Problem error={create.error} />}
        <Field label="Name" name="name" required maxLength={100} autoComplete="off" hint="What will use it" />
        <Field
          label="Ends after days"
          name="ttl_days"
          type="number"
          min={1}
          max={3650}
          defaultValue={90}
          hint="Leave it empty for one that is good until you delete it."
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={create.isPending}>
            Create token
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
