import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { call } from '../api/client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Form, textOf } from '../components/form.tsx'
import { NarrowPage } from '../components/narrow-page.tsx'
import { Problem } from '../components/notice.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { isConnecting } from '../session/return-to.ts'
import { useEnter } from '../session/use-enter.ts'

export default function LoginPage() {
  const { search } = useLocation()
  const enter = useEnter()
  const login = useMutation({
    mutationFn: (form: FormData) =>
      call('POST', '/api/auth/login', { body: { email: textOf(form, 'email'), password: textOf(form, 'password') } }),
    onSuccess: ({ user }) => enter(user)
  })
  return (
    <NarrowPage>
      <Card>
        <Form onSubmit={(form) => login.mutate(form)}>
          <PageTitle title="Sign in" />
          <p className="mt-1 text-quiet">
            {isConnecting(search) ? 'Then you decide what the application may do.' : 'Welcome back.'}
          </p>
          {login.error && <Problem error={login.error} />}
          <Field label="E-mail" name="email" type="email" autoComplete="username" required />
          <Field label="Password" name="password" type="password" autoComplete="current-password" required />
          <Button type="submit" className="mt-2 w-full" disabled={login.isPending}>
            Sign in
          </Button>
          <p className="mt-4 text-sm text-quiet">
            No account yet? <Link to={`/register${search}`}>Create one</Link>
          </p>
        </Form>
      </Card>
    </NarrowPage>
  )
}
