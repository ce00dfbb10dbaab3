import { randomBytes } from 'node:crypto'
import { Browser } from './browser.ts'
import { readConsentForm } from './consent-form.ts'

export interface Account {
  username: string
  email: string
  password: string
}

export async function signUp(url: string): Promise<Account> {
  const password = randomBytes(12).toString('hex')
  const account = { username: 'conformance', email: 'conformance@example.org', password }
  await new Browser(url).postJson('/api/auth/register', account)
  return account
}

/** What a person does with an authorization request: opens it in a new browser, signs in, and approves. */
export async function approveAccess(authorizationUrl: string, { email, password }: Account): Promise<void> {
  const browser = new Browser(new URL(authorizationUrl).origin)
  const login = await browser.open(authorizationUrl)
  const consentUrl = login.url.searchParams.get('return_to')
  if (consentUrl === null) throw new Error(`not asked to sign in but sent to ${login.url.pathname} (${login.status})`)
  await browser.postJson('/api/auth/login', { email, password })

  const consent = await browser.open(consentUrl)
  const form = readConsentForm(consent.text)
  if (!form) throw new Error(`not asked for consent but sent to ${consent.url.pathname} (${consent.status})`)
  const end = await browser.postForm(form.action, [...form.fields, ['decision', 'approve']])
  if (end.status !== 200) throw new Error(`the approval ended at ${end.url.pathname} (${end.status})`)
}
