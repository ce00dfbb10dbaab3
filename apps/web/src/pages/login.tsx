import type { User } from '@trek/planner'
import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { call } from '../api/client.ts'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { Problem } from '../components/problem.tsx'
import { useEnter } from '../session/use-enter.ts'

export function LoginPage() {
  const { search } = useLocation()
  const enter = useEnter()
  const login = useMutation({
    mutationFn: (form: FormData) =>
      call<{ user: User }>('POST', '/auth/login', { email: form.get('email'), password: form.get('password') }),
    onSuccess: ({ user }) => enter(user)
  })
  return (
    <main className="narrow">
      <p className="logo">TREK</p>
      <Form className="card" onSubmit={(form) => login.mutate(form)}>
        <PageTitle title="Sign in" />
        {login.error && <Problem error={login.error} />}
        <Field label="E-mail" name="email" type="email" autoComplete="username" required />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        <button type="submit" disabled={login.isPending}>
          Sign in
        </button>
        <p className="hint">
          No account yet? <Link to={`/register${search}`}>Create one</Link>
        </p>
      </Form>
    </main>
  )
}
