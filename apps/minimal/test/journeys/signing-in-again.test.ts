import t from 'tap'
import { type Browser, readForm } from '../support/browser.ts'
import { PASSWORD, type RunningApp, startApp } from '../support/running-app.ts'

const REDIRECT_URI = 'http://127.0.0.1:4711/callback'

/** The address a new client sends browsers to. */
async function authorizationUrl({ url }: RunningApp, parameters: Record<string, string> = {}): Promise<string> {
  const registration = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [REDIRECT_URI], token_endpoint_auth_method: 'none' })
  })
  const { client_id: clientId } = (await registration.json()) as { client_id: string }
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...parameters
  })
  return `/oauth/authorize?${query}`
}

/** Signs in on the page that is open, and goes on to where it leads. */
async function signInOn(browser: Browser, loginPage: string, email: string) {
  const { action, fields } = readForm(loginPage)
  const reply = await browser.post(action, [...fields, ['email', email], ['password', PASSWORD]])
  return browser.follow(String(reply.headers.get('location')))
}

t.test('a client that wants a fresh login gets one, and then the consent page', async (t) => {
  const app = await startApp(t)
  await app.addUser('anna@example.org')
  const browser = await app.signedIn('anna@example.org')
  const { page: loginPage } = await browser.follow(await authorizationUrl(app, { prompt: 'login' }))
  t.match(loginPage.body, '<h1>Sign in</h1>')
  const { page: consentPage } = await signInOn(browser, loginPage.body, 'anna@example.org')
  t.match(consentPage.body, 'value="approve"')
})

t.test('a person switches accounts on the consent page', async (t) => {
  const app = await startApp(t)
  for (const email of ['anna@example.org', 'ben@example.org']) await app.addUser(email)
  const browser = await app.signedIn('anna@example.org')
  const { page: asAnna } = await browser.follow(await authorizationUrl(app))
  t.match(asAnna.body, '<strong>anna@example.org</strong>')
  const [, switchAccount = ''] = /<a href="([^"]+)">Switch account/.exec(asAnna.body) ?? []
  const { page: loginPage } = await browser.follow(switchAccount.replaceAll('&#38;', '&'))
  t.match(loginPage.body, '<h1>Sign in</h1>', 'though somebody is signed in')
  const { page: asBen } = await signInOn(browser, loginPage.body, 'ben@example.org')
  t.match(asBen.body, '<strong>ben@example.org</strong>')
})
