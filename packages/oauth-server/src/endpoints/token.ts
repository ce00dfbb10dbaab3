import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { authenticateClient } from '../client-authentication/index.ts'
import { proveKey } from '../dpop/prove-key.ts'
import { InvalidRequestError, UnauthorizedClientError, UnsupportedGrantTypeError } from '../errors.ts'
import { grantTypesOf } from '../grants/index.ts'
import type { Settings } from '../options.ts'
import { addressOf } from '../rate-limits.ts'
import { readParameters } from '../parameters.ts'

const TokenResponse = Type.Object({
  access_token: Type.String(),
  token_type: Type.Union([Type.Literal('Bearer'), Type.Literal('DPoP')]),
  expires_in: Type.Integer(),
  scope: Type.String(),
  refresh_token: Type.Optional(Type.String()),
  refresh_token_expires_in: Type.Optional(Type.Integer())
})

/** The token endpoint (RFC 6749 section 3.2). */
export const tokenEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  const grantTypes = grantTypesOf(settings)

  fastify.post('/token', { schema: { response: { 200: TokenResponse } } }, async (request) => {
    const parameters = readParameters(request.body)
    const [repeated] = parameters.repeated
    if (repeated !== undefined)
      throw new InvalidRequestError('A parameter was sent more than once', 'parameter_repeated')
    const name = parameters.get('grant_type')
    if (name === undefined) throw new InvalidRequestError('grant_type is missing', 'grant_type_missing')
    const grantType = grantTypes.find((one) => one.name === name)
    if (!grantType) throw new UnsupportedGrantTypeError('This grant type is not supported', 'grant_type_unknown')

    const { client, method, secretDigest } = await authenticateClient(
      { authorization: request.headers.authorization, parameters },
      settings,
      { mayBeCached: grantType.verifiesClient }
    )
    if (!client.grantTypes.includes(grantType.name)) {
      throw new UnauthorizedClientError('This client may not use this grant type', 'grant_type_not_registered')
    }
    const response = await grantType.exchange(parameters, {
      client,
      presentedMethod: method,
      presentedSecret: secretDigest,
      keyThumbprint: await proveKey(request, client, settings),
      resourceIndicators: parameters.all('resource'),
      settings,
      address: addressOf(request),
      record: (type, detail) => settings.audit.record(type, { clientId: client.id, ...detail }, request),
      log: request.log
    })
    request.log.info({ clientId: client.id, grantType: grantType.name }, 'tokens issued')
    return response
  })
}
