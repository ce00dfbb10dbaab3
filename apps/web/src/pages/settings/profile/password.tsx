import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../../../api/client.ts'
import type { User } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { TitledCard } from '../../../components/card.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { Field } from '../../../components/field.tsx'
import { Form, textOf } from '../../../components/form.tsx'
import { Notice, Problem } from '../../../components/notice.tsx'
import { problemOf } from './problem-of.ts'

/** Another password, which ends every other session, and what apps may do if the person says so. */
export function Password({ user }: { user: User }) {
  const fields = useRef<HTMLDivElement>(null)
  const change = useMutation({
    mutationFn: (form: FormData) =>
      call('PUT', '/api/account/password', {
        body: {
          current_password: textOf(form, 'current_password'),
          new_password: textOf(form, 'new_password'),
          disconnect_apps: form.has('disconnect_apps')
        }
      }),
    onSuccess: () => fields.current?.closest('form')?.reset()
  })
  const { error } = change
  return (
    <TitledCard title="Password">
      <p className="text-quiet">A new password signs you out in every other browser.</p>
      <Form onSubmit={(form) => change.mutate(form)}>
        {error && <Problem error={error} />}
        {change.isSuccess && (
          <Notice tone="good" role="status">
            Your password is changed, and every other browser is signed out.
          </Notice>
        )}
        {/* For password managers: whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} />
        <div ref={fields}>
          <Field
            label="Current password"
            name="current_password"
            type="password"
            autoComplete="current-password"
            required
            problem={problemOf(error, 'current_password')}
          />
          <Field
            label="New password"
            name="new_password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            problem={problemOf(error, 'new_password')}
            hint="At least 10 characters"
          />
          <Checkbox
            label="Disconnect all apps too"
            name="disconnect_apps"
            hint="If somebody else may have used your account. Otherwise your apps stay connected."
          />
        </div>
        <Button type="submit" disabled={change.isPending}>
          Change password
        </Button>
      </Form>
    </TitledCard>
  )
}
