import * as oauth from 'oauth4webapi'
import { type Browser, readForm } from './browser.ts'
import { PASSWORD, type RunningApp } from './running-app.ts'

const REDIRECT_URI = 'http://127.0.0.1:4711/callback'
/** The app is on loopback, the one place where OAuth goes without TLS. */
const options = { [oauth.allowInsecureRequests]: true }

export interface Connection {
  tokens: oauth.TokenEndpointResponse
  /** Exchanges the refresh token of an earlier answer. */
  refresh(tokens: oauth.TokenEndpointResponse): Promise<oauth.TokenEndpointResponse>
  /** Calls the app with an access token. */
  call(method: 'GET' | 'POST', path: string, accessToken: string, body?: object): Promise<Response>
}

/** A client written by somebody else, from nothing but the app's address to its tokens; `email` signs in and approves. */
export async function connect(app: RunningApp, email: string, scope?: string): Promise<Connection> {
  const server = await discover(app.url)
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(
      server,
      { client_name: 'Reader', redirect_uris: [REDIRECT_URI], token_endpoint_auth_method: 'none' },
      options
    )
  )
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const request = new URL(String(server.authorization_endpoint))
  request.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: REDIRECT_URI,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...(scope !== undefined && { scope })
  }).toString()
  const answer = oauth.validateAuthResponse(server, client, await approve(app.browser(), request.href, email), state)
  const tokens = await oauth.processAuthorizationCodeResponse(
    server,
    client,
    await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answer, REDIRECT_URI, verifier, options)
  )
  return {
    tokens,
    refresh: async ({ refresh_token: refreshToken = '' }) =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options)
      ),
    call: (method, path, accessToken, body) =>
      oauth.protectedResourceRequest(
        accessToken,
        method,
        new URL(path, app.url),
        new Headers(body && { 'content-type': 'application/json' }),
        body && JSON.stringify(body),
        options
      )
  }
}

/** From the challenge of a guarded route to its authorization server, as RFC 9728 has it. */
async function discover(url: string): Promise<oauth.AuthorizationServer> {
  const { headers } = await fetch(`${url}/bookmarks`)
  const [, metadata = ''] = /resource_metadata="([^"]+)"/.exec(headers.get('www-authenticate') ?? '') ?? []
  const { authorization_servers: servers } = await oauth.processResourceDiscoveryResponse(
    new URL(`${url}/bookmarks`),
    await fetch(metadata)
  )
  const issuer = new URL(servers?.[0] ?? '')
  const reply = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options })
  return oauth.processDiscoveryResponse(issuer, reply)
}

/** What a person does in the browser: signs in when asked, then approves. Answers with what the client gets. */
async function approve(browser: Browser, url: string, email: string): Promise<URLSearchParams> {
  const { page: loginPage } = await browser.follow(url)
  const { action, fields } = readForm(loginPage.body)
  const signedIn = await browser.post(action, [...fields, ['email', email], ['password', PASSWORD]])
  const { page: consentPage } = await browser.follow(String(signedIn.headers.get('location')))
  const form = readForm(consentPage.body)
  const decided = await browser.post(form.action, [...form.fields, ['decision', 'approve']])
  return new URL(String(decided.headers.get('location'))).searchParams
}
