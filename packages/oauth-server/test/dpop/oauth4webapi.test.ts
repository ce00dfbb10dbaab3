import * as oauth from 'oauth4webapi'
import t from 'tap'
import { ISSUER, testApp } from '../support/app.ts'
import { authorizationQuery, authorize, REDIRECT_URI } from '../support/client.ts'
import { NOTES } from '../support/dpop.ts'

/** Does what is asked, and once more where the server wants a nonce, as every client of this library does. */
async function withNonce<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error
    return ask()
  }
}

for (const requireNonce of [false, true]) {
  const title = requireNonce ? ', with nonces of the server' : ''
  t.test(`AS-117, RS-13: a strict client gets, refreshes and uses bound tokens${title}`, async (t) => {
    const test = await testApp(t, { dpop: { requireNonce, nonceSecret: 'x'.repeat(32) } })
    const http = async (url: string, init: oauth.CustomFetchOptions<string, oauth.ProtectedResourceRequestBody>) => {
      const { pathname, search } = new URL(url)
      const reply = await test.app.inject({
        method: init.method as 'GET' | 'POST',
        url: pathname + search,
        headers: init.headers,
        ...(init.body != null && { payload: await new Response(init.body as string).text() })
      })
      return new Response(reply.body, { status: reply.statusCode, headers: reply.headers as Record<string, string> })
    }
    const options = { [oauth.customFetch]: http as never }
    const issuer = new URL(ISSUER)
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options })
    )
    const registered = await oauth.processDynamicClientRegistrationResponse(
      await oauth.dynamicClientRegistrationRequest(
        server,
        {
          client_name: 'Strict',
          redirect_uris: [REDIRECT_URI],
          token_endpoint_auth_method: 'none',
          dpop_bound_access_tokens: true
        },
        options
      )
    )
    const client: oauth.Client = { client_id: registered.client_id }
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
    const verifier = oauth.generateRandomCodeVerifier()
    const challenge = await oauth.calculatePKCECodeChallenge(verifier)
    const state = oauth.generateRandomState()
    const dpop_jkt = await DPoP.calculateThumbprint()
    const answer = await authorize(test, authorizationQuery(client.client_id, challenge, { state, dpop_jkt }))
    const parameters = oauth.validateAuthResponse(server, client, answer, state)

    const tokens = await withNonce(async () =>
      oauth.processAuthorizationCodeResponse(
        server,
        client,
        await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), parameters, REDIRECT_URI, verifier, {
          DPoP,
          ...options
        })
      )
    )
    t.equal(tokens.token_type, 'dpop')
    const refreshed = await withNonce(async () =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, oauth.None(), String(tokens.refresh_token), {
          DPoP,
          ...options
        })
      )
    )
    t.equal(refreshed.token_type, 'dpop')
    for (const url of [NOTES, `${NOTES}?since=yesterday`]) {
      const guarded = await withNonce(() =>
        oauth.protectedResourceRequest(refreshed.access_token, 'GET', new URL(url), undefined, undefined, {
          DPoP,
          ...options
        })
      )
      t.same(await guarded.json(), { subject: 'anna' })
    }
    await t.rejects(
      oauth.protectedResourceRequest(refreshed.access_token, 'GET', new URL(NOTES), undefined, undefined, options),
      { cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }, { scheme: 'dpop' }] },
      'the token alone is worth nothing'
    )
  })
}
