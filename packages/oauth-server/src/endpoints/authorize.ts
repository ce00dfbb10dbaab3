import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { validateAuthorizationRequest, isEchoable } from '../authorization-request/index.ts'
import { errorResponse } from '../authorization-request/authorization-response.ts'
import { recogniseClient, type RecognisedClient } from '../authorization-request/client.ts'
import { browserDigest, createBrowserBinding } from '../consent/browser-binding.ts'
import { approveInteraction } from '../consent/approve.ts'
import { browserHeaders } from '../consent/page.ts'
import { isConsentRemembered, isSignInDue } from '../consent/remembered.ts'
import { digestOf } from '../digest.ts'
import { ConsentRequiredError, isOAuthError, LoginRequiredError, TemporarilyUnavailableError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { readParameters, type Parameters } from '../parameters.ts'
import type { AuthorizationRequest, Digest } from '../store/index.ts'
import { addressOf, limitRate } from '../rate-limits.ts'
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
    const address = addressOf(request)
    await limitRate(settings, 'authorize', address)
    const recognised = await recogniseClient(parameters, settings, address)
    try {
      const authorizationRequest = validateAuthorizationRequest(parameters, recognised, settings)
      record('authorize.started', authorizationRequest, request)
      if (authorizationRequest.prompt?.includes('none'))
        return await answerSilently(authorizationRequest, request, reply)
      const id = await beginInteraction(authorizationRequest, request, reply)
      return sendTo(reply, `${settings.basePath}/consent/${id}`)
    } catch (error) {
      return sendTo(reply, refusal(error, parameters, recognised, request))
    }
  }

  function record(type: string, { clientId }: AuthorizationRequest, request: FastifyRequest, detail = {}): void {
    settings.audit.record(type, { clientId, ...detail }, request)
  }

  async function beginInteraction(
    authorizationRequest: AuthorizationRequest,
    request: FastifyRequest,
    reply: FastifyReply
  ) {
    const browser = browserDigest(browsers.ensure(request, reply))
    return settings.store.interactions.create({
      id: randomBase62(43),
      browserDigest: browser,
      joinDigest: joinDigestOf(browser, authorizationRequest),
      request: authorizationRequest,
      ttlSeconds: settings.lifetimes.interactionSeconds
    })
  }

  /** `prompt=none` forbids any page (OIDC Core section 3.1.2.1): it succeeds where consent is remembered, or not at all. */
  async function answerSilently(
    authorizationRequest: AuthorizationRequest,
    request: FastifyRequest,
    reply: FastifyReply
  ): Promise<FastifyReply> {
    const identity = await settings.identify(request)
    if (!identity) throw new LoginRequiredError('The person has to sign in', 'prompt_none')
    if (isSignInDue(authorizationRequest, identity, new Date()))
      throw new LoginRequiredError('The person has to sign in again', 'prompt_none')
    if (!(await isConsentRemembered(authorizationRequest, identity, settings)))
      throw new ConsentRequiredError('The person has to consent', 'prompt_none')
    record('consent.remembered', authorizationRequest, request, { subject: identity.subject })
    const id = await beginInteraction(authorizationRequest, request, reply)
    return sendTo(
      reply,
      await approveInteraction(id, authorizationRequest, identity, authorizationRequest.scopes, settings)
    )
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
    settings.audit.record('authorize.error', { clientId: client.id, detail: { error: refused.error } }, request)
    const state = parameters.get('state')
    return errorResponse(refused, {
      redirectUri,
      issuer: settings.issuer,
      ...(state !== undefined && isEchoable(state) && !parameters.isRepeated('state') && { state })
    })
  }
}

/**
 * What the same client in the same browser asks for once more, in another tab, is the same request; only its code
 * challenge is new, and the newest is the one that the client remembers.
 */
function joinDigestOf(browser: Digest, { codeChallenge: _newest, ...request }: AuthorizationRequest): Digest {
  return digestOf(JSON.stringify([browser.toString('hex'), request]))
}

/** 303, so that a POST is never repeated at the place it leads to (RFC 9700 section 4.12). */
export function sendTo(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).headers(browserHeaders).header('location', location).send()
}
