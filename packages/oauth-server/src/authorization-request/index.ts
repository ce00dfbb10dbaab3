import { cleanClientName } from '../consent/client-name.ts'
import { InvalidRequestError, UnauthorizedClientError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Parameters } from '../parameters.ts'
import type { AuthorizationRequest } from '../store/index.ts'
import type { RecognisedClient } from './client.ts'
import { readKeyThumbprint } from './key-thumbprint.ts'
import { readCodeChallenge } from './pkce.ts'
import { readPrompting } from './prompting.ts'
import { resolveResourceIndicator } from './resource-indicator.ts'
import { checkResponseType } from './response-type.ts'
import { resolveScope } from './scope.ts'

const STATE_LIMIT = 2048

/** The checks of a request whose client and redirect URI are certain, in order; a refusal goes back by redirect. */
export function validateAuthorizationRequest(
  parameters: Parameters,
  { client, redirectUri, isRedirectUriExplicit }: RecognisedClient,
  settings: Settings
): AuthorizationRequest {
  const [repeated] = parameters.repeated
  if (repeated !== undefined)
    throw new InvalidRequestError(`${asciiOnly(repeated)} was sent more than once`, 'parameter_repeated')
  const state = readState(parameters)
  checkResponseType(parameters)
  if (!client.grantTypes.includes('authorization_code')) {
    throw new UnauthorizedClientError('This client may not use authorization codes', 'grant_type_not_registered')
  }
  const codeChallenge = readCodeChallenge(parameters)
  const keyThumbprint = settings.dpop && readKeyThumbprint(parameters)
  const resource = resolveResourceIndicator(parameters.all('resource'), settings.resources)
  const scopes = resolveScope(parameters.get('scope'), { client, resource, catalogue: settings.scopes })

  return {
    clientId: client.id,
    redirectUri,
    isRedirectUriExplicit,
    scopes,
    resource: resource.resource,
    codeChallenge,
    ...(keyThumbprint !== undefined && { keyThumbprint }),
    ...(state !== undefined && { state }),
    ...readPrompting(parameters),
    client: {
      name: cleanClientName(client.name),
      kind: client.kind,
      isConfidential: client.authenticationMethod !== 'none',
      ...(client.description.clientUri !== undefined && { website: client.description.clientUri })
    }
  }
}

/** The client's own value, to be echoed exactly; what could not be echoed is refused rather than altered. */
export function readState(parameters: Parameters): string | undefined {
  const state = parameters.get('state')
  if (state !== undefined && !isEchoable(state)) {
    throw new InvalidRequestError(
      `state must be at most ${STATE_LIMIT} bytes without control characters`,
      'state_malformed'
    )
  }
  return state
}

export function isEchoable(state: string): boolean {
  return Buffer.byteLength(state) <= STATE_LIMIT && !/\p{Cc}/u.test(state)
}

function asciiOnly(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, 40)
}
