import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { consequencesQuery } from '../../../api/account.ts'
import { call } from '../../../api/client.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog, DialogActions } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { Form, textOf } from '../../../components/form.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/notice.tsx'
import { describeConsequences } from './consequences.ts'
import { problemOf } from './problem-of.ts'

/** Says in numbers what will be gone, and asks for the password. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: consequences, error: unreadable } = useQuery(consequencesQuery)
  const remove = useMutation({
    mutationFn: (form: FormData) =>
      call('POST', '/api/account/deletion', { body: { password: textOf(form, 'password') } }),
    onSuccess: () => {
      queries.clear()
      void navigate('/login', { replace: true })
    }
  })
  const error = remove.error ?? unreadable
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      {!consequences && !unreadable && <Loading />}
      {consequences && (
        <ul className="my-3 list-disc space-y-1 pl-5">
          {describeConsequences(consequences).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {error && <Problem error={error} />}
      <Form onSubmit={(form) => remove.mutate(form)}>
        <Field
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          problem={problemOf(remove.error, 'password')}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Keep my account
          </Button>
          <Button type="submit" look="danger" disabled={remove.isPending || !consequences}>
            Delete for good
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
