import { html, page } from '../pages/html.ts'

export interface LoginView {
  returnTo: string
  email?: string
  problem?: string
}

export function renderLoginPage({ returnTo, email = '', problem }: LoginView): string {
  return page(
    'Sign in',
    html`<h1>Sign in</h1>
${problem !== undefined && html`<p role="alert">${problem}</p>`}
<form method="post" action="/login">
<input type="hidden" name="return_to" value="${returnTo}">
<p><label>E-mail <input type="email" name="email" value="${email}" autocomplete="username" required></label></p>
<p><label>Password <input type="password" name="password" autocomplete="current-password" required></label></p>
<p><button type="submit">Sign in</button></p>
</form>`
  )
}
