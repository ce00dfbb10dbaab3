import { createHash, randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { type TestBrowser, readConsentForm } from './browser.ts'
import type { TestApp } from './app.ts'
import { postForm } from './form.ts'

export const REDIRECT_URI = 'https://client.example/callback'

export function pkce(verifier = randomBytes(32).toString('base64url')) {
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

export async function register({ app }: TestApp, metadata: Record<string, unknown> = {}) {
  const reply = await app.inject({
    method: 'POST',
    url: '/oauth/register',
    payload: {
      client_name: 'Assistant',
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'none',
      ...metadata
    }
  })
  if (reply.statusCode !== 201) throw new Error(`registration failed: ${reply.body}`)
  return reply.json<{ client_id: string; client_secret?: string }>()
}

/** The query of a good authorization request; `undefined` leaves a parameter out. */
export function authorizationQuery(
  clientId: string,
  challenge: string,
  changes: Record<string, string | undefined> = {}
): string {
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'notes:read notes:write',
    state: 'xyz',
    ...changes
  }
  const present = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `/oauth/authorize?${new URLSearchParams(present)}`
}

/** Signs in as the person and opens the consent page of an authorization request. */
export async function openConsent(browser: TestBrowser, query: string, user = 'anna') {
  const started = await browser.get(query)
  const consentPath = String(started.headers.location)
  const toLogin = await browser.get(consentPath)
  if (toLogin.headers.location?.toString().startsWith('/login')) {
    await browser.get(`${toLogin.headers.location}&as=${user}`)
  }
  const page = await browser.get(consentPath)
  return { consentPath, page, form: readConsentForm(page.body) }
}

export async function decide(
  browser: TestBrowser,
  form: { action: string; fields: [string, string][]; scopes: string[] },
  decision: 'approve' | 'deny' = 'approve',
  scopes: string[] = form.scopes
): Promise<LightMyRequestResponse> {
  const ticked = scopes.map((scope): [string, string] => ['scope', scope])
  return browser.post(form.action, [...form.fields, ...ticked, ['decision', decision]])
}

/** From an authorization request to the parameters that come back to the client. */
export async function authorize(test: TestApp, query: string, browser = test.browser()): Promise<URLSearchParams> {
  const { form } = await openConsent(browser, query)
  const reply = await decide(browser, form)
  return new URL(String(reply.headers.location)).searchParams
}

export const postToken = (test: TestApp, form: Record<string, string> | string, headers?: Record<string, string>) =>
  postForm(test, '/oauth/token', form, headers)

export interface Tokens {
  access_token: string
  refresh_token: string
  token_type: string
  expires_in: number
  scope: string
}

/** A client that exists already, instead of one that registers itself. */
export interface KnownClient {
  clientId: string
  clientSecret?: string
}

/** A client with a code ready to be exchanged; one that registered itself unless it is given. */
export async function clientWithCode(
  test: TestApp,
  changes: Record<string, string | undefined> = {},
  known?: KnownClient
) {
  const clientId = known?.clientId ?? (await register(test)).client_id
  const { verifier, challenge } = pkce()
  const answer = await authorize(test, authorizationQuery(clientId, challenge, changes))
  const code = answer.get('code')
  if (!code) throw new Error(`no code: ${answer}`)
  const exchange = {
    grant_type: 'authorization_code',
    client_id: clientId,
    ...(known?.clientSecret !== undefined && { client_secret: known.clientSecret }),
    code,
    code_verifier: verifier,
    redirect_uri: REDIRECT_URI
  }
  return { clientId, code, verifier, exchange }
}

/** A connected client: registered, consented, with tokens. */
export async function connect(test: TestApp, changes: Record<string, string | undefined> = {}, known?: KnownClient) {
  const { clientId, exchange } = await clientWithCode(test, changes, known)
  const reply = await postToken(test, exchange)
  if (reply.statusCode !== 200) throw new Error(`exchange failed: ${reply.body}`)
  return { clientId, exchange, tokens: reply.json<Tokens>() }
}
