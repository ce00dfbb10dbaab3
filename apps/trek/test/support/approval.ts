import { FakeBrowser, readConsentForm } from '@trek/persona-driver'
import { postToken, registerByHand, type TokenReply } from './oauth-by-hand.ts'
import type { Account, RunningTrek } from './trek.ts'

export interface ApprovedClient {
  accessToken: string
  /** Gets the next tokens, and answers with the access token among them. */
  refresh(): Promise<string>
}

/** A client that a person has just approved. No browser is started: the form of the consent page is posted. */
export async function approvedClient(
  trek: Pick<RunningTrek, 'url' | 'mcpUrl'>,
  { email, password }: Pick<Account, 'email' | 'password'>,
  { name, scope = 'trips:write places:write' }: { name?: string; scope?: string } = {}
): Promise<ApprovedClient> {
  const client = await registerByHand(trek, name)
  const browser = new FakeBrowser(trek.url)
  await browser.fetch('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: trek.url },
    body: JSON.stringify({ email, password })
  })
  const page = await browser.open(client.authorizationUrl({ scope }))
  const form = readConsentForm(page.html)
  if (!form) throw new Error(`there is no consent page: ${page.status}`)
  const { sentAwayTo = '' } = await browser.submit(page, form)
  let tokens = tokensOf(await client.redeem(new URL(sentAwayTo).searchParams.get('code') ?? ''))
  return {
    accessToken: tokens.access,
    async refresh() {
      tokens = tokensOf(
        await postToken(trek.url, {
          grant_type: 'refresh_token',
          client_id: client.clientId,
          refresh_token: tokens.refresh
        })
      )
      return tokens.access
    }
  }
}

function tokensOf({ status, text, body }: TokenReply) {
  if (status !== 200) throw new Error(`no tokens: ${status} ${text}`)
  return { access: String(body.access_token), refresh: String(body.refresh_token) }
}
