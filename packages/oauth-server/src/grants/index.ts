import type { Settings } from '../options.ts'
import { authorizationCodeGrant } from './authorization-code.ts'
import { clientCredentialsGrant } from './client-credentials.ts'
import { deviceCodeGrant } from './device-code.ts'
import type { GrantType } from './grant.ts'
import { refreshTokenGrant } from './refresh-token.ts'

/** Every grant type of the token endpoint; the metadata lists exactly these. */
export function grantTypesOf({ deviceAuthorization }: Pick<Settings, 'deviceAuthorization'>): readonly GrantType[] {
  const always = [authorizationCodeGrant, refreshTokenGrant, clientCredentialsGrant]
  return deviceAuthorization ? [...always, deviceCodeGrant] : always
}
