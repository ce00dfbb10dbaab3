import type { TestContext } from '@trek/test-postgres'
import Fastify, { type LightMyRequestResponse } from 'fastify'
import { confirmationPages, type ConfirmationPagesOptions, createCallStore } from '../../src/store/index.ts'
import { twoNodes } from './two-nodes.ts'

export const ORIGIN = 'https://trek.example'

/** A host with the pages; the cookie `as` says who is signed in. */
export async function confirmationApp(t: TestContext, overrides: Partial<ConfirmationPagesOptions> = {}) {
  const nodes = await twoNodes(t)
  const store = await createCallStore(nodes.db, { confirmUrl: `${ORIGIN}/mcp/confirm` })
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'trace', stream: { write: (line: string) => void lines.push(line) } } })
  await app.register(confirmationPages, {
    store,
    identify: async ({ headers }) => {
      const subject = /as=([a-z]+)/.exec(headers.cookie ?? '')?.[1]
      return subject === undefined ? null : { subject, displayName: `${subject} <${subject}@example.org>` }
    },
    loginPath: '/login',
    branding: { name: 'Notes & more', accentColor: '#0f766e' },
    ...overrides
  })
  t.teardown(async () => {
    await app.close()
    await store.close()
  })
  const { confirmations } = store
  if (!confirmations) throw new Error('there are no confirmations')
  return {
    ...nodes,
    app,
    store,
    confirmations,
    logged: () => lines.join(''),
    /** Puts a question to Alice and answers with the local path of its page. */
    async ask(question: { subject?: string; clientName?: string; message?: string } = {}) {
      const asked = { subject: 'alice', clientName: 'Claude', message: 'Delete the trip to Rome?', ...question }
      const { id, url } = await confirmations.create(asked)
      return { id, path: url.slice(ORIGIN.length) }
    },
    open: (path: string, as?: string) =>
      app.inject({ url: path, headers: as === undefined ? {} : { cookie: `as=${as}` } }),
    post: (
      path: string,
      form: Record<string, string>,
      headers: Record<string, string> = {},
      as: string | undefined = 'alice'
    ) =>
      app.inject({
        method: 'POST',
        url: path,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          cookie: `as=${as}`,
          ...headers
        },
        payload: new URLSearchParams(form).toString()
      })
  }
}

/** What the form of a page holds beside its buttons. */
export function readForm({ body }: LightMyRequestResponse): { action: string; fields: { form_token: string } } {
  const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(body) ?? []
  const [, formToken = ''] = /<input type="hidden" name="form_token" value="([^"]+)">/.exec(body) ?? []
  return { action, fields: { form_token: formToken } }
}
