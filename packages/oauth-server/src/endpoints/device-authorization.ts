import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { resolveResourceIndicator } from '../authorization-request/resource-indicator.ts'
import { resolveScope } from '../authorization-request/scope.ts'
import { authenticateClient } from '../client-authentication/index.ts'
import { DEVICE_CODE_GRANT_TYPE } from '../device-authorization/grant-type.ts'
import { formatUserCode, mintUserCode } from '../device-authorization/user-code.ts'
import { digestOf } from '../digest.ts'
import { InvalidRequestError, UnauthorizedClientError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { readParameters } from '../parameters.ts'
import { addressOf, limitRate } from '../rate-limits.ts'
import type { NewDeviceCode } from '../store/index.ts'

const INTERVAL_SECONDS = 5

const DeviceAuthorizationResponse = Type.Object({
  device_code: Type.String(),
  user_code: Type.String(),
  verification_uri: Type.String(),
  verification_uri_complete: Type.String(),
  expires_in: Type.Integer(),
  interval: Type.Integer()
})

/** The device authorization endpoint (RFC 8628 section 3.1): for clients on machines that cannot show a browser. */
export const deviceAuthorizationEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (
  fastify,
  { settings }
) => {
  const schema = { response: { 200: DeviceAuthorizationResponse } }
  fastify.post('/device_authorization', { schema }, async (request) => {
    const parameters = readParameters(request.body)
    const [repeated] = parameters.repeated
    if (repeated !== undefined)
      throw new InvalidRequestError('A parameter was sent more than once', 'parameter_repeated')
    await limitRate(settings, 'authorize', addressOf(request))
    const { client } = await authenticateClient({ authorization: request.headers.authorization, parameters }, settings)
    if (!client.grantTypes.includes(DEVICE_CODE_GRANT_TYPE))
      throw new UnauthorizedClientError(
        'This client has not registered the device code grant',
        'grant_type_not_registered'
      )
    const resource = resolveResourceIndicator(parameters.all('resource'), settings.resources)
    const scopes = resolveScope(parameters.get('scope'), { client, resource, catalogue: settings.scopes })

    const deviceCode = settings.tokens.mint('device_code')
    const userCode = await keep(settings, {
      digest: digestOf(deviceCode),
      clientId: client.id,
      scopes,
      resource: resource.resource,
      intervalSeconds: INTERVAL_SECONDS,
      ttlSeconds: settings.lifetimes.deviceCodeSeconds
    })
    settings.audit.record('device.requested', { clientId: client.id, detail: { scopes } }, request)
    request.log.info({ clientId: client.id, scopes }, 'device code issued')
    const verificationUri = settings.endpoint('device')
    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: verificationUri,
      verification_uri_complete: `${verificationUri}?user_code=${userCode}`,
      expires_in: settings.lifetimes.deviceCodeSeconds,
      interval: INTERVAL_SECONDS
    }
  })
}

/** Keeps the request under a user code nobody else has at present; so many tries are never needed. */
async function keep({ store }: Settings, request: Omit<NewDeviceCode, 'userCodeDigest'>): Promise<string> {
  for (let tries = 0; tries < 5; tries++) {
    const code = mintUserCode()
    const outcome = await store.deviceCodes.create({ ...request, userCodeDigest: digestOf(code) })
    if (outcome === 'created') return formatUserCode(code)
  }
  throw new Error('every user code drawn was taken')
}
