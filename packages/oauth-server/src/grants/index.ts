import { authorizationCodeGrant } from './authorization-code.ts'
import { clientCredentialsGrant } from './client-credentials.ts'
import type { GrantType } from './grant.ts'
import { refreshTokenGrant } from './refresh-token.ts'

/** Every grant type of the token endpoint; the metadata lists exactly these. */
export const grantTypes: readonly GrantType[] = [authorizationCodeGrant, refreshTokenGrant, clientCredentialsGrant]
