import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { errorResponse } from '../authorization-request/authorization-response.ts'
import { isLoopbackRedirectUri } from '../authorization-request/redirect-uri.ts'
import { approveInteraction } from '../consent/approve.ts'
import { browserDigest, createBrowserBinding, csrfTokenOf, csrfTokensMatch } from '../consent/browser-binding.ts'
import type { ConsentView } from '../consent/consent-page.ts'
import { InteractionGoneError, StaleConsentError } from '../consent/errors.ts'
import { grantLifetimeOf } from '../consent/grant-lifetime.ts'
import { browserHeaders, sendPage } from '../consent/page.ts'
import { isConsentRemembered, isSignInDue, isVerified, scopesGiven } from '../consent/remembered.ts'
import { wantsJson } from '../consent/wants-json.ts'
import { digestsMatch } from '../digest.ts'
import { AccessDeniedError, InvalidRequestError } from '../errors.ts'
import { preferredLanguage } from '../locales/languages.ts'
import type { Identity, Settings } from '../options.ts'
import { readParameters } from '../parameters.ts'
import type { AuthorizationRequest, Interaction } from '../store/index.ts'
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
      if (!identity || isSignInDue(interaction.request, identity, interaction.createdAt))
        return sendTo(reply, loginUrl(interaction))
      if (await isConsentRemembered(interaction.request, identity, settings)) {
        const { scopes } = interaction.request
        const location = await approveInteraction(interaction.id, interaction.request, identity, scopes, settings)
        settings.audit.record(
          'consent.remembered',
          { subject: identity.subject, clientId: interaction.request.clientId, detail: { scopes } },
          request
        )
        request.log.info({ clientId: interaction.request.clientId, scopes }, 'consent remembered')
        return answer(request, reply, location)
      }
      const described = await describe(interaction, browserSecret, identity)
      const language = preferredLanguage(request.headers['accept-language'], settings.languages)
      const view = { ...described, language }
      if (wantsJson(request)) return reply.headers(browserHeaders).send(asJson(view))
      reply.headers({ 'content-language': language, vary: 'Accept-Language' })
      return sendPage(reply, 200, (nonce) => settings.renderConsent({ ...view, nonce }))
    }
  )

  fastify.post<{ Body: { interaction: string; csrf_token: string; decision: 'approve' | 'deny' } }>(
    '/consent',
    { schema: { body: Decision } },
    async (request, reply) => {
      const { interaction, browserSecret } = await openInteraction(request.body.interaction, request)
      const identity = await settings.identify(request)
      if (!identity || isSignInDue(interaction.request, identity, interaction.createdAt))
        return answer(request, reply, loginUrl(interaction))
      const expected = csrfTokenOf(browserSecret, interaction.id, identity.subject)
      if (!csrfTokensMatch(request.body.csrf_token, expected)) throw new StaleConsentError(consentUrl(interaction.id))

      const ticked = new Set(readParameters(request.body).all('scope'))
      const scopes = interaction.request.scopes.filter((scope) => ticked.has(scope))
      const isApproved = request.body.decision === 'approve' && scopes.length > 0
      const location = isApproved
        ? await approveInteraction(interaction.id, interaction.request, identity, scopes, settings)
        : await deny(interaction)
      settings.audit.record(
        isApproved ? consentEvent(interaction.request.scopes, scopes) : 'authorize.denied',
        { subject: identity.subject, clientId: interaction.request.clientId, detail: { scopes } },
        request
      )
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
    if (interaction.state === 'approved') throw new InteractionGoneError('already_approved')
    if (interaction.state !== 'open') throw new InteractionGoneError('already_decided')
    return { interaction, browserSecret }
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
  ): Promise<Omit<ConsentView, 'nonce' | 'language'>> {
    const { request } = interaction
    const client = await store.clients.find(request.clientId)
    if (!client || client.isDisabled)
      throw new InvalidRequestError('This application is not registered here any more', 'client_gone')
    const given = settings.scopes.expand(await scopesGiven(request, identity, settings))
    const resource = settings.resources.find((one) => one.resource === request.resource)
    return {
      action: `${settings.basePath}/consent`,
      interactionId: interaction.id,
      csrfToken: csrfTokenOf(browserSecret, interaction.id, identity.subject),
      client: describeClient(request),
      redirect: {
        uri: request.redirectUri,
        destination: destinationOf(request.redirectUri),
        isLoopback: isLoopbackRedirectUri(request.redirectUri)
      },
      resource: { id: request.resource, name: resource?.name ?? settings.branding.name },
      scopes: request.scopes
        .flatMap((name) => settings.scopes.find(name) ?? [])
        .map((scope) => ({ ...scope, isGiven: given.has(scope.name) })),
      user: { displayName: identity.displayName, switchAccountUrl: loginUrl(interaction) },
      ...grantLifetimeOf(settings),
      branding: settings.branding
    }
  }

  function consentUrl(interactionId: string): string {
    return `${settings.basePath}/consent/${interactionId}`
  }

  /** The host's login page gets the way back, and what the client said about signing in. */
  function loginUrl({ id, request: { prompt, maxAgeSeconds, loginHint, uiLocales } }: Interaction): string {
    const separator = settings.loginPath.includes('?') ? '&' : '?'
    const hints = {
      return_to: consentUrl(id),
      prompt: prompt?.filter((name) => name === 'login' || name === 'select_account').join(' ') || undefined,
      max_age: maxAgeSeconds?.toString(),
      login_hint: loginHint,
      ui_locales: uiLocales
    }
    const query = Object.entries(hints)
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
      .join('&')
    return `${settings.loginPath}${separator}${query}`
  }
}

function consentEvent(asked: string[], ticked: string[]): string {
  return ticked.length < asked.length ? 'consent.narrowed' : 'consent.granted'
}

/** A script that draws its own page cannot follow a redirect to another origin, so it is told where to go. */
function answer(request: FastifyRequest, reply: FastifyReply, location: string): FastifyReply {
  if (wantsJson(request)) return reply.headers(browserHeaders).send({ redirect_to: location })
  return sendTo(reply, location)
}

function describeClient(request: AuthorizationRequest): ConsentView['client'] {
  const { clientId, client } = request
  const { name, kind, website } = client
  return {
    id: clientId,
    name,
    kind,
    ...(kind === 'document' && { domain: new URL(clientId).hostname, isVerified: isVerified(request) }),
    ...(website !== undefined && { website })
  }
}

function destinationOf(redirectUri: string): string {
  return /^[^:]+:\/\/[^/?]+/.exec(redirectUri)?.[0] ?? redirectUri.replace(/[/?].*$/s, '')
}

function asJson({ client, redirect, resource, scopes, user, ...view }: Omit<ConsentView, 'nonce' | 'language'>) {
  return {
    action: view.action,
    interaction: view.interactionId,
    csrf_token: view.csrfToken,
    client: {
      id: client.id,
      name: client.name,
      kind: client.kind,
      website: client.website,
      domain: client.domain,
      is_verified: client.isVerified
    },
    redirect: { uri: redirect.uri, destination: redirect.destination, is_loopback: redirect.isLoopback },
    resource,
    scopes: scopes.map(({ name, label, description, risk, group, isGiven }) => ({
      name,
      label,
      description,
      risk,
      group,
      is_given: isGiven
    })),
    user: { display_name: user.displayName, switch_account_url: user.switchAccountUrl },
    idle_days: view.idleDays,
    ...(view.mostDays !== undefined && { most_days: view.mostDays })
  }
}
