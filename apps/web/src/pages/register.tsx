import type { User } from '@trek/planner'
import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { ApiError, call } from '../api/client.ts'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { Problem } from '../components/problem.tsx'
import { useEnter } from '../session/use-enter.ts'

export function RegisterPage() {
  const { search } = useLocation()
  const enter = useEnter()
  const register = useMutation({
    mutationFn: (form: FormData) => call<{ user: User }>('POST', '/auth/register', Object.fromEntries(form)),
    onSuccess: ({ user }) => enter(user)
  })
  const { error } = register
  const problemOf = (field: string) => (error instanceof ApiError && error.field === field ? error.message : undefined)
  return (
    <main className="narrow">
      <p className="logo">TREK</p>
      <Form className="card" onSubmit={(form) => register.mutate(form)}>
        <PageTitle title="Create an account" />
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
        <Field label="E-mail" name="email" type="email" autoComplete="username" required problem={problemOf('email')} />
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
        <button type="submit" disabled={register.isPending}>
          Create account
        </button>
        <p className="hint">
          Have an account? <Link to={`/login${search}`}>Sign in</Link>
        </p>
      </Form>
    </main>
  )
}
