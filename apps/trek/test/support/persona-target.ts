import type { DocumentHost, FakeBrowser, Target } from '@trek/persona-driver'
import { machineClient, ping } from './machine-client.ts'
import type { RunningTrek } from './trek.ts'

/** TREK as a persona finds it, with an account of its own. */
export async function personaTarget(
  trek: RunningTrek,
  name: string,
  { publish }: Pick<DocumentHost, 'publish'>
): Promise<Target> {
  const { account, browser: ownBrowser } = await trek.signedIn(name)
  return {
    resource: trek.mcpUrl,
    publish,
    tokenPrefix: 'trekoa_',
    probe: (accessToken) => ping(trek, accessToken),
    expireAccessTokens: trek.expireAccessTokens,
    createMachineClient: (wanted) => machineClient(ownBrowser, { ...wanted }),
    async signIn(browser: FakeBrowser, page: URL) {
      const { email, password } = account
      const { status, text } = await browser.fetch('/api/auth/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: trek.url },
        body: JSON.stringify({ email, password })
      })
      if (status !== 200) throw new Error(`signing in: ${status} ${text}`)
      return new URL(page.searchParams.get('return_to') ?? '', trek.url)
    }
  }
}
