import type { TestApp } from './app.ts'

/** What a client posts to one of the endpoints for programs. */
export async function postForm(
  { app }: TestApp,
  url: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {}
) {
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: typeof form === 'string' ? form : new URLSearchParams(form).toString()
  })
}
