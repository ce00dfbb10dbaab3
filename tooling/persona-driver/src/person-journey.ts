import { authorize } from './authorization.ts'
import { createAuthorizationRequest, scopeOf } from './authorization-request.ts'
import { type Discovered, discover, rediscover } from './discovery.ts'
import type { Journey } from './journey.ts'
import type { Connection } from './persona.ts'
import { check } from './problem.ts'
import { outliveAccessToken, refresh } from './refresh.ts'
import type { RegisteredClient } from './registered-client.ts'
import { register } from './registration.ts'
import { checkAccepted } from './resource-access.ts'
import { revoke } from './revocation.ts'
import { requestTokens, type Tokens } from './token-endpoint.ts'

/** A client that somebody approves in a browser, once for each of its connections. */
export async function travelWithPerson(journey: Journey): Promise<{ client: RegisteredClient; tokens: Tokens }> {
  const [first, ...others] = journey.persona.authorization?.connections ?? []
  check(first, 'the persona does not say how it asks for authorization')
  const discovered = await discover(journey)
  const client = await register(journey, discovered, scopeOf(first, discovered))
  let tokens = await connect(journey, discovered, client, first)
  for (const other of others) tokens = await connect(journey, discovered, client, other)
  return { client, tokens }
}

async function connect(
  journey: Journey,
  discovered: Discovered,
  client: RegisteredClient,
  connection: Connection
): Promise<Tokens> {
  const { persona, target } = journey
  const { metadata } = discovered
  const request = createAuthorizationRequest(journey, discovered, client, connection)
  const { redirectUri, codeVerifier } = request
  const resource = request.resource
  const code = await journey.step(`authorization to ${redirectUri}`, () => authorize({ target, metadata }, request))
  if (persona.discovery.repeatsBeforeToken) await journey.step('discovery again', () => rediscover(journey, discovered))
  const tokens = await journey.step('code exchange', async () => {
    const issued = await requestTokens(
      journey,
      { metadata, client },
      {
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
        resource: persona.token.resourceWithCode ? resource : undefined
      }
    )
    checkGrantedScope(issued.scope, request.scope, discovered)
    const wantsRefreshToken = client.grantTypes.includes('refresh_token')
    check(!wantsRefreshToken || issued.refreshToken !== undefined, 'there is no refresh token')
    return issued
  })
  await journey.step('call with the access token', () => checkAccepted(journey, tokens.accessToken))
  return keepUsing(journey, { metadata, client, resource, tokens })
}

/** From the first tokens to the last. */
async function keepUsing(journey: Journey, grant: Parameters<typeof refresh>[1]): Promise<Tokens> {
  let { tokens } = grant
  if (tokens.refreshToken !== undefined) {
    tokens = await refresh(journey, grant)
    tokens = await outliveAccessToken(journey, { ...grant, tokens })
  }
  await revoke(journey, { ...grant, tokens })
  return tokens
}

/** Everything was approved, so everything that was asked for and exists has been granted, and nothing else. */
function checkGrantedScope(granted: string, asked: string | undefined, { metadata }: Discovered): void {
  if (asked === undefined) return
  const known = metadata.scopes_supported
  const expected = new Set(asked.split(' ').filter((scope) => known?.includes(scope) ?? true))
  const got = new Set(granted.split(' '))
  const isSame = got.size === expected.size && [...expected].every((scope) => got.has(scope))
  check(isSame, `${granted} was granted where ${asked} was asked for and approved`)
}
