import { Type } from 'typebox'
import { resolveResourceIndicator } from '../authorization-request/resource-indicator.ts'
import { clientRefused } from '../client-authentication/client-authentication.ts'
import { DEVICE_CODE_GRANT_TYPE } from '../device-authorization/grant-type.ts'
import { digestOf } from '../digest.ts'
import {
  AccessDeniedError,
  AuthorizationPendingError,
  ExpiredTokenError,
  InvalidGrantError,
  InvalidTargetError,
  type OAuthError,
  SlowDownError
} from '../errors.ts'
import type { DevicePollRefusal } from '../store/index.ts'
import { defineGrant } from './grant.ts'
import { mintTokens } from './tokens.ts'

/** RFC 8628 section 3.4: the device asks, until a person has approved what it wants, or not. */
export const deviceCodeGrant = defineGrant({
  grantType: DEVICE_CODE_GRANT_TYPE,
  parameters: Type.Object({ device_code: Type.String({ minLength: 1, maxLength: 512 }) }),
  async exchange({ device_code: deviceCode }, context) {
    const { client, presentedMethod, presentedSecret, resourceIndicators, settings, record } = context
    if (!settings.tokens.isWellFormed(deviceCode, 'device_code')) throw refused('malformed')
    const { tokens, response } = mintTokens(context, { withRefreshToken: client.grantTypes.includes('refresh_token') })
    const poll = await settings.store.deviceCodes.poll(digestOf(deviceCode), {
      ...tokens,
      clientId: client.id,
      ...(presentedSecret && { secretDigest: presentedSecret }),
      ...(resourceIndicators.length > 0 && {
        resource: resolveResourceIndicator(resourceIndicators, settings.resources).resource
      })
    })
    if (poll.outcome === 'client_gone') throw clientRefused('client_gone', presentedMethod)
    if (poll.outcome !== 'redeemed') throw refusal(poll.outcome)
    const { grantId, subject, scopes } = poll.issued
    record('device.redeemed', { subject, grantId, detail: { scopes } })
    return response(scopes)
  }
})

/** RFC 8628 section 3.5. */
function refusal(outcome: Exclude<DevicePollRefusal, 'client_gone'>): OAuthError {
  const reason = `device_code_${outcome}`
  switch (outcome) {
    case 'pending':
      return new AuthorizationPendingError('The person has not decided yet', reason)
    case 'slow_down':
      return new SlowDownError('The person has not decided yet; wait 5 seconds more between requests', reason)
    case 'denied':
      return new AccessDeniedError('The person did not allow it', reason)
    case 'expired':
      return new ExpiredTokenError('The device code has expired', reason)
    case 'wrong_resource':
      return new InvalidTargetError('The device code was issued for another resource', reason)
    default:
      return refused(outcome)
  }
}

function refused(reason: string): OAuthError {
  return new InvalidGrantError('The device code is not valid', `device_code_${reason}`)
}
