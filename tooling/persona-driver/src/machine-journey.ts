import { type Discovered, discover } from './discovery.ts'
import type { Journey } from './journey.ts'
import type { ClientAuthentication } from './persona.ts'
import { check } from './problem.ts'
import type { RegisteredClient } from './registered-client.ts'
import { checkAccepted, checkRefused } from './resource-access.ts'
import { revoke } from './revocation.ts'
import { createSigningKey } from './signing-key.ts'
import { requestTokens, type Tokens } from './token-endpoint.ts'

/** A client that works unattended, once for each way of authenticating itself. */
export async function travelAlone(journey: Journey): Promise<{ client: RegisteredClient; tokens: Tokens }> {
  const [first, ...others] = journey.persona.machine?.authentication ?? []
  check(first, 'the persona does not say how it authenticates itself')
  const discovered = await discover(journey)
  let outcome = await work(journey, discovered, first)
  for (const other of others) outcome = await work(journey, discovered, other)
  return outcome
}

async function work(
  journey: Journey,
  { metadata, resourceMetadata }: Discovered,
  authentication: ClientAuthentication
) {
  const client = await journey.step(`machine client with ${authentication}`, () => makeClient(journey, authentication))
  const { resource } = resourceMetadata
  const request = () =>
    requestTokens(
      journey,
      { metadata, client },
      { grant_type: 'client_credentials', resource: journey.persona.token.resourceWithCode ? resource : undefined }
    )
  let tokens = await journey.step('client credentials', async () => {
    const issued = await request()
    check(
      issued.refreshToken === undefined,
      'there is a refresh token, which nobody needs here (RFC 6749 section 4.4.3)'
    )
    return issued
  })
  await journey.step('call with the access token', () => checkAccepted(journey, tokens.accessToken))
  const before = tokens
  tokens = await journey.step('client credentials again', request)
  await journey.step('call with both access tokens', async () => {
    await checkAccepted(journey, before.accessToken)
    await checkAccepted(journey, tokens.accessToken)
  })
  const { expireAccessTokens } = journey.target
  if (expireAccessTokens) {
    await journey.step('call with an expired access token', async () => {
      await expireAccessTokens()
      await checkRefused(journey, tokens.accessToken)
    })
    tokens = await journey.step('client credentials after that', request)
    await journey.step('call after that', () => checkAccepted(journey, tokens.accessToken))
  }
  await revoke(journey, { metadata, client, resource, tokens })
  return { client, tokens }
}

async function makeClient({ target }: Journey, authentication: ClientAuthentication): Promise<RegisteredClient> {
  check(target.createMachineClient, 'the target makes no machine clients')
  const client = { registration: 'machine' as const, authentication, grantTypes: ['client_credentials'] }
  if (authentication !== 'private_key_jwt') return { ...client, ...(await target.createMachineClient({})) }
  const { jwks, ...signing } = createSigningKey()
  const { clientId } = await target.createMachineClient({ jwks })
  return { ...client, clientId, signing: { ...signing, audience: 'issuer' } }
}
