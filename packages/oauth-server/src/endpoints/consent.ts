import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { codeResponse, errorResponse } from '../authorization-request/authorization-response.ts'
import { isLoopbackRedirectUri } from '../authorization-request/redirect-uri.ts'
import { browserDigest, createBrowserBinding, csrfTokenOf, csrfTokensMatch } from '../consent/browser-binding.ts'
import { cleanClientName } from '../consent/client-name.ts'
import type { ConsentView } from '../consent/consent-page.ts'
import { InteractionGoneError, StaleConsentError } from '../consent/errors.ts'
import { browserHeaders, sendPage } from '../consent/page.ts'
import { wantsJson } from '../consent/wants-json.ts'
import { digestOf, digestsMatch } from '../digest.ts'
import { AccessDeniedError, InvalidRequestError } from '../errors.ts'
import type { Identity, Settings } from '../options.ts'
import { readParameters } from '../parameters.ts'
import type { Client, Interaction } from '../store.ts'
import { sendTo } from './authorize.ts'

const ConsentParams = Type.Object({ interaction: Type.String({ pattern: '^[0-9A-Za-z]{43}$' }) })
const Decision = Type.Object({
  interaction: Type.String({ pattern: '^[0-9A-Za-z]{43}$' }),
  csrf_token: Type.String({ maxLength: 128 }),
  decision: Type.Union([Type.Literal('approve'), Type.Literal('deny')]),
  scope: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 200 })]))
})

/**
 * The consent page and the decision it posts. The page also answers as JSON (`Accept: application/json`) for hosts that
 * draw it themselves; both take the same way through the same checks. The decision names the interaction and nothing of
 * the request, so nothing of it can be changed here.
 */
export const consentEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  const { store } = settings
  const browsers = createBrowserBinding(settings)

  fastify.get<{ Params: { interaction: string } }>(
    '/consent/:interaction',
    { schema: { params: ConsentParams } },
    async (request, reply) => {
      const { interaction, browserSecret } = await openInteraction(request.params.interaction, request)
      const identity = await settings.identify(request)
      if (!identity) return sendTo(reply, loginUrl(interaction.id))
      const view = await describe(interaction, browserSecret, identity)
      if (wantsJson(request)) return reply.headers(browserHeaders).send(asJson(view))
      return sendPage(reply, 200, (nonce) => settings.renderConsent({ ...view, nonce }))
    }
  )

  fastify.post<{ Body: { interaction: string; csrf_token: string; decision: 'approve' | 'deny' } }>(
    '/consent',
    { schema: { body: Decision } },
    async (request, reply) => {
      const { interaction, browserSecret } = await openInteraction(request.body.interaction, request)
      const identity = await settings.identify(request)
      if (!identity) return answer(request, reply, loginUrl(interaction.id))
      const expected = csrfTokenOf(browserSecret, interaction.id, identity.subject)
      if (!csrfTokensMatch(request.body.csrf_token, expected)) throw new StaleConsentError(consentUrl(interaction.id))

      const ticked = new Set(readParameters(request.body).all('scope'))
      const scopes = interaction.request.scopes.filter((scope) => ticked.has(scope))
      const isApproved = request.body.decision === 'approve' && scopes.length > 0
      const location = isApproved ? await approve(interaction, identity, scopes) : await deny(interaction)
      request.log.info({ clientId: interaction.request.clientId, isApproved, scopes }, 'consent decided')
      return answer(request, reply, location)
    }
  )

  async function openInteraction(id: string, request: FastifyRequest) {
    const browserSecret = browsers.read(request)
    const interaction = await store.interactions.find(id)
    if (!interaction) throw new InteractionGoneError('expired')
    if (!browserSecret || !digestsMatch(browserDigest(browserSecret), interaction.browserDigest)) {
      throw new InteractionGoneError('other_browser')
    }
    if (interaction.state === 'expired') throw new InteractionGoneError('expired')
    if (interaction.state !== 'open') throw new InteractionGoneError('already_decided')
    return { interaction, browserSecret }
  }

  async function approve(interaction: Interaction, identity: Identity, scopes: string[]): Promise<string> {
    const code = settings.tokens.mint('authorization_code')
    const outcome = await store.interactions.approve(interaction.id, {
      subject: identity.subject,
      scopes,
      codeDigest: digestOf(code),
      codeTtlSeconds: settings.lifetimes.authorizationCodeSeconds,
      ...(identity.authenticatedAt && { authenticatedAt: identity.authenticatedAt })
    })
    if (outcome !== 'decided')
      throw new InteractionGoneError(outcome === 'already_decided' ? 'already_decided' : 'expired')
    return codeResponse(code, { ...interaction.request, issuer: settings.issuer })
  }

  async function deny(interaction: Interaction): Promise<string> {
    const outcome = await store.interactions.deny(interaction.id)
    if (outcome !== 'decided')
      throw new InteractionGoneError(outcome === 'already_decided' ? 'already_decided' : 'expired')
    const denied = new AccessDeniedError('The person did not allow it', 'denied')
    return errorResponse(denied, { ...interaction.request, issuer: settings.issuer })
  }

  async function describe(
    interaction: Interaction,
    browserSecret: string,
    identity: Identity
  ): Promise<Omit<ConsentView, 'nonce'>> {
    const { request } = interaction
    const client = await store.clients.find(request.clientId)
    if (!client || client.isDisabled)
      throw new InvalidRequestError('This application is not registered here any more', 'client_gone')
    const resource = settings.resources.find((one) => one.resource === request.resource)
    return {
      action: `${settings.basePath}/consent`,
      interactionId: interaction.id,
      csrfToken: csrfTokenOf(browserSecret, interaction.id, identity.subject),
      client: describeClient(client),
      redirect: {
        uri: request.redirectUri,
        destination: destinationOf(request.redirectUri),
        isLoopback: isLoopbackRedirectUri(request.redirectUri)
      },
      resource: { id: request.resource, name: resource?.name ?? settings.branding.name },
      scopes: request.scopes.flatMap((name) => settings.scopes.find(name) ?? []),
      user: { displayName: identity.displayName, switchAccountUrl: loginUrl(interaction.id) },
      idleDays: Math.floor(settings.lifetimes.refreshTokenSeconds / 86400),
      branding: settings.branding
    }
  }

  function consentUrl(interactionId: string): string {
    return `${settings.basePath}/consent/${interactionId}`
  }

  function loginUrl(interactionId: string): string {
    const separator = settings.loginPath.includes('?') ? '&' : '?'
    return `${settings.loginPath}${separator}return_to=${encodeURIComponent(consentUrl(interactionId))}`
  }
}

/** A script that draws its own page cannot follow a redirect to another origin, so it is told where to go. */
function answer(request: FastifyRequest, reply: FastifyReply, location: string): FastifyReply {
  if (wantsJson(request)) return reply.headers(browserHeaders).send({ redirect_to: location })
  return sendTo(reply, location)
}

function describeClient({ id, name, kind, description }: Client): ConsentView['client'] {
  return {
    id,
    name: cleanClientName(name),
    kind,
    ...(description.clientUri !== undefined && { website: description.clientUri })
  }
}

function destinationOf(redirectUri: string): string {
  return /^[^:]+:\/\/[^/?]+/.exec(redirectUri)?.[0] ?? redirectUri.replace(/[/?].*$/s, '')
}

function asJson({ client, redirect, resource, scopes, user, ...view }: Omit<ConsentView, 'nonce'>) {
  return {
    action: view.action,
    interaction: view.interactionId,
    csrf_token: view.csrfToken,
    client,
    redirect: { uri: redirect.uri, destination: redirect.destination, is_loopback: redirect.isLoopback },
    resource,
    scopes: scopes.map(({ name, label, description, risk, group }) => ({ name, label, description, risk, group })),
    user: { display_name: user.displayName, switch_account_url: user.switchAccountUrl },
    idle_days: view.idleDays
  }
}
