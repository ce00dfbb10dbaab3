import * as oauth from 'oauth4webapi'
import t from 'tap'
import { testApp } from '../support/app.ts'
import { authorizationQuery, authorize, REDIRECT_URI } from '../support/client.ts'

/** Proof by a strict client we did not write: it checks issuer, `iss`, content types, and form-encodes Basic. */
for (const method of ['none', 'client_secret_basic', 'client_secret_post'] as const) {
  t.test(`a strict client discovers, registers and uses both grants as ${method}`, async (t) => {
    const test = await testApp(t)
    const http = async (
      url: string,
      init: oauth.CustomFetchOptions<string, URLSearchParams | string | null | undefined>
    ) => {
      const { pathname, search } = new URL(url)
      const reply = await test.app.inject({
        method: init.method as 'GET' | 'POST',
        url: pathname + search,
        headers: init.headers,
        ...(init.body != null && {
          payload: await new Response(init.body).text()
        })
      })
      return new Response(reply.body, { status: reply.statusCode, headers: reply.headers as Record<string, string> })
    }
    const options = { [oauth.customFetch]: http as never }
    const issuer = new URL('https://notes.example')
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options })
    )
    const registered = await oauth.processDynamicClientRegistrationResponse(
      await oauth.dynamicClientRegistrationRequest(
        server,
        { client_name: 'Strict', redirect_uris: [REDIRECT_URI], token_endpoint_auth_method: method },
        options
      )
    )
    const client: oauth.Client = { client_id: registered.client_id }
    const secret = registered.client_secret as string
    const authentication = {
      none: () => oauth.None(),
      client_secret_basic: () => oauth.ClientSecretBasic(secret),
      client_secret_post: () => oauth.ClientSecretPost(secret)
    }[method]()

    const verifier = oauth.generateRandomCodeVerifier()
    const challenge = await oauth.calculatePKCECodeChallenge(verifier)
    const state = oauth.generateRandomState()
    const answer = await authorize(test, authorizationQuery(client.client_id, challenge, { state }))
    const parameters = oauth.validateAuthResponse(server, client, answer, state)

    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        parameters,
        REDIRECT_URI,
        verifier,
        options
      )
    )
    t.equal(tokens.scope, 'notes:read notes:write')
    const refreshed = await oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, authentication, String(tokens.refresh_token), options)
    )
    t.not(refreshed.refresh_token, tokens.refresh_token)
    const guarded = await oauth.protectedResourceRequest(
      refreshed.access_token,
      'GET',
      new URL('https://notes.example/notes'),
      undefined,
      undefined,
      options
    )
    t.same(await guarded.json(), { subject: 'anna' })
  })
}
