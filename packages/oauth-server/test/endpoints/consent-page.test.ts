import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { authorizationQuery, decide, openConsent, pkce, postToken, register, REDIRECT_URI } from '../support/client.ts'

const { challenge, verifier } = pkce()

/** The consent page as a browser that prefers these languages sees it. */
async function pageIn(test: TestApp, language: string, changes: Record<string, string> = {}) {
  const { client_id: clientId } = await register(test, {
    redirect_uris: ['https://client.example/callback', 'example.notes-app://callback']
  })
  const browser = test.browser()
  const { consentPath } = await openConsent(browser, authorizationQuery(clientId, challenge, changes))
  return browser.get(consentPath, { 'accept-language': language })
}

const LANGUAGES = [
  { language: 'en', approve: 'Approve', deny: 'Deny', risk: 'can change', heading: 'to use your Notes account?' },
  { language: 'de', approve: 'Zustimmen', deny: 'Ablehnen', risk: 'darf ändern', heading: 'Ihr Konto bei Notes' },
  { language: 'es', approve: 'Aprobar', deny: 'Denegar', risk: 'puede cambiar', heading: 'su cuenta de Notes' },
  { language: 'fr', approve: 'Approuver', deny: 'Refuser', risk: 'peut modifier', heading: 'votre compte Notes' }
]

for (const { language, approve, deny, risk, heading } of LANGUAGES) {
  t.test(`the page speaks ${language}`, async (t) => {
    const { body, headers } = await pageIn(await testApp(t), `${language}-XX,${language};q=0.9`)
    t.match(body, `<html lang="${language}">`)
    t.match(headers, { 'content-language': language, vary: 'Accept-Language' })
    for (const words of [`>${approve}</button>`, `>${deny}</button>`, `>${risk}</span>`, heading]) t.match(body, words)
    t.match(body, '<bdi>Assistant</bdi>')
    t.match(body, '30')
  })
}

t.test('of languages that the host does not offer nobody sees anything', async (t) => {
  const test = await testApp(t, { languages: ['fr', 'en'] })
  t.match((await pageIn(test, 'de')).body, '<html lang="fr">', 'its first is for everybody else')
})

t.test('an answer that goes to an application is pointed out', async (t) => {
  const test = await testApp(t)
  t.match(
    (await pageIn(test, 'en', { redirect_uri: 'example.notes-app://callback' })).body,
    'application that opens such links'
  )
  t.notMatch((await pageIn(test, 'en')).body, 'application that opens such links')
})

t.test('what was allowed before is not asked for as if it were new', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  const browser = test.browser()
  const ask = (scope: string) => openConsent(browser, authorizationQuery(clientId, challenge, { scope, state: scope }))
  const first = await ask('notes:read')
  t.notMatch(first.page.body, '<details')
  const { location } = (await decide(browser, first.form)).headers
  const redeemed = await postToken(test, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: new URL(String(location)).searchParams.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: REDIRECT_URI
  })
  t.equal(redeemed.statusCode, 200)

  const more = await ask('notes:read notes:delete')
  const [asked = '', before = ''] = more.page.body.split('<details>')
  t.match(asked, 'to do more with your Notes account?')
  t.match(asked, 'value="notes:delete"')
  t.notMatch(asked, 'value="notes:read"')
  t.match(before, 'value="notes:read"')

  const again = await ask('notes:read')
  t.match(again.page.body, /nothing that you have not allowed before[\s\S]*<details open>/)
})
