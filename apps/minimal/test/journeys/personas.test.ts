import { type FakeBrowser, loadPersonas, runPersona, type Target } from '@trek/persona-driver'
import t from 'tap'
import { readForm } from '../support/browser.ts'
import { PASSWORD, type RunningApp, startApp } from '../support/running-app.ts'

/** The bookmarks as a persona finds them, with an account of its own. */
async function target({ app, url, sql, addUser }: RunningApp, name: string): Promise<Target> {
  const user = await addUser(`${name}@bookmarks.example`)
  return {
    resource: new URL('/bookmarks', url),
    tokenPrefix: 'bmoa_',
    async probe(accessToken) {
      const { status } = await fetch(`${url}/bookmarks`, { headers: { authorization: `Bearer ${accessToken}` } })
      return status
    },
    async expireAccessTokens() {
      await sql`update oauth_access_tokens set expires_at = clock_timestamp()`
    },
    async createMachineClient({ jwks }) {
      const { client, secret } = await app.oauth.clients.create(user.id, {
        name,
        scopes: ['bookmarks:read'],
        isMachine: true,
        ...(jwks && { keys: jwks })
      })
      return { clientId: client.id, ...(secret !== undefined && { clientSecret: secret }) }
    },
    async signIn(browser: FakeBrowser, page: URL) {
      const { text } = await browser.fetch(page.pathname + page.search)
      const { action, fields } = readForm(text)
      const body = new URLSearchParams([...fields, ['email', user.email], ['password', PASSWORD]]).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url }
      const { status } = await browser.fetch(action, { method: 'POST', headers, body })
      if (status !== 303) throw new Error(`signing in: ${status}`)
      return new URL(page.searchParams.get('return_to') ?? '', url)
    }
  }
}

const personas = await loadPersonas()

for (const [name, persona] of personas) {
  t.test(`${persona.title} connects to somebody else’s app as it does to any`, async (t) => {
    const report = await runPersona(persona, await target(await startApp(t), name))
    t.ok(report.steps.includes('call after the revocation'), report.steps.join(', '))
  })
}
