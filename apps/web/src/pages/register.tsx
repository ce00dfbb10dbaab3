import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { ApiError, call } from '../api/client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Form, textOf } from '../components/form.tsx'
import { NarrowPage } from '../components/narrow-page.tsx'
import { Problem } from '../components/notice.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { isConnecting } from '../session/return-to.ts'
import { useEnter } from '../session/use-enter.ts'

export default function RegisterPage() {
  const { search } = useLocation()
  const enter = useEnter()
  const register = useMutation({
    mutationFn: (form: FormData) =>
      call('POST', '/api/auth/register', {
        body: {
          username: textOf(form, 'username'),
          email: textOf(form, 'email'),
          password: textOf(form, 'password')
        }
      }),
    onSuccess: ({ user }) => enter(user)
  })
  const { error } = register
  const problemOf = (field: string) => (error instanceof ApiError && error.field === field ? error.message : undefined)
  return (
    <NarrowPage>
      <Card>
        <Form onSubmit={(form) => register.mutate(form)}>
          <PageTitle title="Create an account" />
          <p className="mt-1 text-quiet">
            {isConnecting(search)
              ? 'Then you decide what the application may do.'
              : 'A name, an address and a password are all it takes.'}
          </p>
          {error && <Problem error={error} />}
          <Field
            label="Username"
            name="username"
            autoComplete="nickname"
            required
            pattern="[A-Za-z0-9._\-]{2,40}"
            title="2 to 40 letters, digits, dots, dashes and underscores"
            problem={problemOf('username')}
            hint="Letters, digits, dot, dash, underscore"
          />
          <Field
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            problem={problemOf('email')}
          />
          <Field
            label="Password"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            problem={problemOf('password')}
            hint="At least 10 characters"
          />
          <Button type="submit" className="mt-2 w-full" disabled={register.isPending}>
            Create account
          </Button>
          <p className="mt-4 text-sm text-quiet">
            Have an account? <Link to={`/login${search}`}>Sign in</Link>
          </p>
        </Form>
      </Card>
    </NarrowPage>
  )
}
