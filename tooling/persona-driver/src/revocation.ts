import type { Grant } from './grant.ts'
import { readJson } from './http-client.ts'
import type { Journey } from './journey.ts'
import { check } from './problem.ts'
import { checkRefused } from './resource-access.ts'
import { post } from './token-endpoint.ts'

/** Gives back what was granted (RFC 7009), when the metadata says where; nothing of it works afterwards. */
export async function revoke(journey: Journey, grant: Grant): Promise<void> {
  const { metadata, tokens } = grant
  const endpoint = metadata.revocation_endpoint
  if (endpoint === undefined) return
  const { accessToken, refreshToken } = tokens
  await journey.step('revocation', async () => {
    const reply = await post(journey, endpoint, grant, {
      token: refreshToken ?? accessToken,
      token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token'
    })
    check(reply.status === 200, `${endpoint} answers with ${reply.status}: ${reply.text}`)
  })
  await journey.step('call after the revocation', () => checkRefused(journey, accessToken))
  if (refreshToken === undefined) return
  await journey.step('refresh after the revocation', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
    const reply = await post(journey, metadata.token_endpoint, grant, form)
    const { error } = readJson(reply)
    check(reply.status === 400 && error === 'invalid_grant', `it is answered with ${reply.status} ${String(error)}`)
  })
}
