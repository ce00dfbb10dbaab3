import type { Grant } from './grant.ts'
import type { Journey } from './journey.ts'
import { check } from './problem.ts'
import { checkAccepted, checkRefused } from './resource-access.ts'
import { requestTokens, type Tokens } from './token-endpoint.ts'

/** Refreshes as the persona does, and loses no access on the way. */
export async function refresh(journey: Journey, grant: Grant): Promise<Tokens> {
  const { processes = 1, rounds = 1 } = journey.persona.refresh ?? {}
  let held: Tokens[] = Array.from({ length: processes }, () => grant.tokens)
  for (let round = 1; round <= rounds; round++) {
    const before = held
    const times = processes === 1 ? '' : `, ${processes} at once`
    held = await journey.step(`refresh ${round}${times}`, () =>
      Promise.all(before.map((tokens) => refreshOnce(journey, grant, tokens)))
    )
    await journey.step('call with the access token from before the refresh', () => acceptAll(journey, before))
    await journey.step('call with what came of the refresh', () => acceptAll(journey, held))
  }
  return first(held)
}

/** As if the access token's time were over. */
export async function outliveAccessToken(journey: Journey, grant: Grant): Promise<Tokens> {
  const { expireAccessTokens } = journey.target
  if (!expireAccessTokens) return grant.tokens
  await journey.step('call with an expired access token', async () => {
    await expireAccessTokens()
    await checkRefused(journey, grant.tokens.accessToken)
  })
  const tokens = await journey.step('refresh after the access token expired', () =>
    refreshOnce(journey, grant, grant.tokens)
  )
  await journey.step('call after that', () => checkAccepted(journey, tokens.accessToken))
  return tokens
}

async function refreshOnce(journey: Journey, grant: Grant, { refreshToken, scope }: Tokens): Promise<Tokens> {
  const tokens = await requestTokens(journey, grant, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    resource: journey.persona.token.resourceWithRefresh ? grant.resource : undefined
  })
  check(tokens.scope === scope, `the scope has become ${tokens.scope}`)
  // Without a new one the old one stays good (RFC 6749 section 6).
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }
}

async function acceptAll(journey: Journey, held: Tokens[]): Promise<void> {
  const accessTokens = new Set(held.map(({ accessToken }) => accessToken))
  await Promise.all([...accessTokens].map((accessToken) => checkAccepted(journey, accessToken)))
}

function first([tokens]: Tokens[]): Tokens {
  check(tokens, 'nobody refreshed')
  return tokens
}
