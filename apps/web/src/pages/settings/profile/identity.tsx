import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../api/client.ts'
import { meQuery, type User } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { TitledCard } from '../../../components/card.tsx'
import { Field } from '../../../components/field.tsx'
import { Form, textOf } from '../../../components/form.tsx'
import { Notice, Problem } from '../../../components/notice.tsx'
import { problemOf } from './problem-of.ts'

/** Name and e-mail address; a new address asks for the password. */
export function Identity({ user }: { user: User }) {
  const queries = useQueryClient()
  const [email, setEmail] = useState(user.email)
  const isNewAddress = email !== user.email
  const change = useMutation({
    mutationFn: (form: FormData) =>
      call('PATCH', '/api/account', {
        body: {
          username: textOf(form, 'username'),
          ...(isNewAddress && { email, current_password: textOf(form, 'current_password') })
        }
      }),
    onSuccess: ({ user: changed }) => {
      queries.setQueryData(meQuery.queryKey, changed)
      setEmail(changed.email)
    }
  })
  const { error } = change
  return (
    <TitledCard title="Name and e-mail">
      <Form onSubmit={(form) => change.mutate(form)}>
        {error && <Problem error={error} />}
        {change.isSuccess && (
          <Notice tone="good" role="status">
            Saved
          </Notice>
        )}
        <Field
          label="Username"
          name="username"
          autoComplete="nickname"
          defaultValue={user.username}
          required
          pattern="[A-Za-z0-9._\-]{2,40}"
          title="2 to 40 letters, digits, dots, dashes and underscores"
          problem={problemOf(error, 'username')}
          hint="What others see beside what you do. Letters, digits, dot, dash, underscore."
        />
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          required
          problem={problemOf(error, 'email')}
          hint="You sign in with it."
        />
        {isNewAddress && (
          <Field
            label="Password, to change the address"
            name="current_password"
            type="password"
            autoComplete="current-password"
            required
            problem={problemOf(error, 'current_password')}
          />
        )}
        <Button type="submit" disabled={change.isPending}>
          Save
        </Button>
      </Form>
    </TitledCard>
  )
}
