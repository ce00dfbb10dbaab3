import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { validateAuthorizationRequest, isEchoable } from '../authorization-request/index.ts'
import { errorResponse } from '../authorization-request/authorization-response.ts'
import { recogniseClient, type RecognisedClient } from '../authorization-request/client.ts'
import { browserDigest, createBrowserBinding } from '../consent/browser-binding.ts'
import { browserHeaders } from '../consent/page.ts'
import { ConsentRequiredError, isOAuthError, LoginRequiredError, TemporarilyUnavailableError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { readParameters, type Parameters } from '../parameters.ts'
import type { AuthorizationRequest } from '../store.ts'
import { randomBase62 } from '../token-format.ts'

/**
 * The authorization endpoint (OAuth 2.1 section 4.1.1): checks the request, keeps it as an interaction of this browser,
 * and sends the browser to the consent page with nothing but the interaction's id.
 */
export const authorizeEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  const browsers = createBrowserBinding(settings)

  fastify.get('/authorize', (request, reply) => authorize(readParameters(request.query), request, reply))
  fastify.post('/authorize', (request, reply) => authorize(readParameters(request.body), request, reply))

  async function authorize(parameters: Parameters, request: FastifyRequest, reply: FastifyReply) {
    const recognised = await recogniseClient(parameters, settings)
    try {
      const authorizationRequest = validateAuthorizationRequest(parameters, recognised, settings)
      if (parameters.get('prompt') === 'none') await refuseWithoutUi(request)
      const id = await beginInteraction(authorizationRequest, request, reply)
      return sendTo(reply, `${settings.basePath}/consent/${id}`)
    } catch (error) {
      return sendTo(reply, refusal(error, parameters, recognised, request))
    }
  }

  async function beginInteraction(
    authorizationRequest: AuthorizationRequest,
    request: FastifyRequest,
    reply: FastifyReply
  ) {
    const id = randomBase62(43)
    await settings.store.interactions.create({
      id,
      browserDigest: browserDigest(browsers.ensure(request, reply)),
      request: authorizationRequest,
      ttlSeconds: settings.lifetimes.interactionSeconds
    })
    return id
  }

  /** `prompt=none` forbids any page (OIDC Core section 3.1.2.1), and consent is never given without one here. */
  async function refuseWithoutUi(request: FastifyRequest): Promise<never> {
    if (!(await settings.identify(request))) throw new LoginRequiredError('The person has to sign in', 'prompt_none')
    throw new ConsentRequiredError('The person has to consent', 'prompt_none')
  }

  function refusal(
    error: unknown,
    parameters: Parameters,
    { redirectUri, client }: RecognisedClient,
    request: FastifyRequest
  ) {
    const refused = isOAuthError(error)
      ? error
      : new TemporarilyUnavailableError('The server cannot answer now, try again later', 'internal')
    if (isOAuthError(error))
      request.log.info({ clientId: client.id, reason: error.reason }, 'authorization request refused')
    else request.log.error({ err: error, clientId: client.id }, 'authorization request failed')
    const state = parameters.get('state')
    return errorResponse(refused, {
      redirectUri,
      issuer: settings.issuer,
      ...(state !== undefined && isEchoable(state) && !parameters.isRepeated('state') && { state })
    })
  }
}

/** 303, so that a POST is never repeated at the place it leads to (RFC 9700 section 4.12). */
export function sendTo(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).headers(browserHeaders).header('location', location).send()
}
