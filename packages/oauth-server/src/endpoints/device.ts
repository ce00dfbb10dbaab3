import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { createBrowserBinding, csrfTokenOf, csrfTokensMatch } from '../consent/browser-binding.ts'
import { cleanClientName } from '../consent/client-name.ts'
import { InteractionGoneError, StaleConsentError } from '../consent/errors.ts'
import { grantLifetimeOf } from '../consent/grant-lifetime.ts'
import { sendPage } from '../consent/page.ts'
import { countUserCodeEntry } from '../device-authorization/count-user-code-entry.ts'
import { renderDeviceDecided, renderDeviceRequest, renderUserCodeForm } from '../device-authorization/device-pages.ts'
import { formatUserCode, normalizeUserCode } from '../device-authorization/user-code.ts'
import { digestOf } from '../digest.ts'
import { InvalidRequestError } from '../errors.ts'
import type { Identity, Settings } from '../options.ts'
import { readParameters } from '../parameters.ts'
import type { Client, DeviceAuthorization } from '../store/index.ts'
import { sendTo } from './authorize.ts'

const UserCodeEntry = Type.Object({
  csrf_token: Type.String({ maxLength: 128 }),
  user_code: Type.String({ maxLength: 200 })
})
const Decision = Type.Object({
  csrf_token: Type.String({ maxLength: 128 }),
  user_code: Type.String({ maxLength: 200 }),
  decision: Type.Union([Type.Literal('approve'), Type.Literal('deny')]),
  scope: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 200 })]))
})

/** Stands for the entry form in its CSRF token; decisions have the code itself there. */
const ENTRY = 'user_code_form'

/**
 * The verification page (RFC 8628 section 3.3): a person signs in, types the code their device shows or finds it typed,
 * sees who asks for what, and decides. A link may fill the code in but nothing is looked up, let alone approved, until
 * they press a button themselves (section 5.4).
 */
export const deviceEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  const { store, branding } = settings
  const path = `${settings.basePath}/device`
  const browsers = createBrowserBinding(settings)

  fastify.get('/device', async (request, reply) => {
    const typed = readParameters(request.query).get('user_code') ?? ''
    const identity = await settings.identify(request)
    if (!identity) return sendTo(reply, loginUrl(typed))
    return showForm(request, reply, identity, { typed })
  })

  fastify.post<{ Body: { csrf_token: string; user_code: string } }>(
    '/device',
    { schema: { body: UserCodeEntry } },
    async (request, reply) => {
      const { csrf_token: csrfToken, user_code: typed } = request.body
      const identity = await settings.identify(request)
      if (!identity) return sendTo(reply, loginUrl(typed))
      const browserSecret = checkForm(request, { csrfToken, form: ENTRY, identity })

      const userCode = normalizeUserCode(typed)
      if (userCode === undefined)
        return showForm(request, reply, identity, { typed, problem: 'That is no such code: it has eight letters.' })
      if (!(await countUserCodeEntry(identity.subject, settings))) {
        request.log.warn({ subject: identity.subject }, 'too many user codes')
        return showForm(request, reply, identity, { statusCode: 429, problem: 'Too many codes. Wait 15 minutes.' })
      }
      const found = await findPending(userCode)
      if (!found) {
        request.log.info({ reason: 'user_code_unknown' }, 'a browser request was refused')
        const problem = 'No device is waiting with this code. Look at the device again: the code may have changed.'
        return showForm(request, reply, identity, { typed, problem })
      }
      return sendPage(reply, 200, (nonce) =>
        renderDeviceRequest({
          ...viewOf(identity, userCode, nonce),
          action: `${path}/decision`,
          csrfToken: csrfTokenOf(browserSecret, userCode, identity.subject),
          userCode: formatUserCode(userCode),
          client: { name: cleanClientName(found.client.name), isRegisteredByHand: found.client.kind === 'manual' },
          resource: {
            id: found.resource,
            name: settings.resources.find(({ resource }) => resource === found.resource)?.name ?? branding.name
          },
          scopes: found.scopes.flatMap((name) => settings.scopes.find(name) ?? []),
          ...grantLifetimeOf(settings)
        })
      )
    }
  )

  fastify.post<{ Body: { csrf_token: string; user_code: string; decision: 'approve' | 'deny' } }>(
    '/device/decision',
    { schema: { body: Decision } },
    async (request, reply) => {
      const { csrf_token: csrfToken, decision } = request.body
      const userCode = normalizeUserCode(request.body.user_code) ?? ''
      const identity = await settings.identify(request)
      if (!identity) return sendTo(reply, loginUrl(userCode))
      // The token names the code, so only one that was looked up for this person can be decided here.
      checkForm(request, { csrfToken, form: userCode, identity })
      const found = await findPending(userCode)
      if (!found) throw new InteractionGoneError('already_decided')

      const ticked = new Set(readParameters(request.body).all('scope'))
      const scopes = found.scopes.filter((scope) => ticked.has(scope))
      const isApproved = decision === 'approve' && scopes.length > 0
      const outcome = isApproved
        ? await store.deviceCodes.approve(digestOf(userCode), {
            subject: identity.subject,
            scopes,
            ...(identity.authenticatedAt && { authenticatedAt: identity.authenticatedAt })
          })
        : await store.deviceCodes.deny(digestOf(userCode))
      if (outcome !== 'decided')
        throw new InteractionGoneError(outcome === 'already_decided' ? 'already_decided' : 'expired')
      settings.audit.record(
        isApproved ? 'device.approved' : 'device.denied',
        { subject: identity.subject, clientId: found.clientId, detail: { scopes } },
        request
      )
      request.log.info({ clientId: found.clientId, isApproved, scopes }, 'device request decided')
      return sendPage(reply, 200, (nonce) =>
        renderDeviceDecided({ isApproved, clientName: cleanClientName(found.client.name), branding, nonce })
      )
    }
  )

  function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    identity: Identity,
    { typed = '', problem, statusCode }: { typed?: string; problem?: string; statusCode?: number }
  ): FastifyReply {
    const browserSecret = browsers.ensure(request, reply)
    const userCode = normalizeUserCode(typed)
    return sendPage(reply, statusCode ?? (problem === undefined ? 200 : 400), (nonce) =>
      renderUserCodeForm({
        ...viewOf(identity, typed, nonce),
        action: path,
        csrfToken: csrfTokenOf(browserSecret, ENTRY, identity.subject),
        userCode: userCode === undefined ? typed.slice(0, 40) : formatUserCode(userCode),
        ...(problem !== undefined && { problem })
      })
    )
  }

  /** @throws {StaleConsentError} when the form is not the one this browser was shown for this person. */
  function checkForm(
    request: FastifyRequest,
    { csrfToken, form, identity }: { csrfToken: string; form: string; identity: Identity }
  ): string {
    const browserSecret = browsers.read(request)
    if (!browserSecret || !csrfTokensMatch(csrfToken, csrfTokenOf(browserSecret, form, identity.subject)))
      throw new StaleConsentError(path)
    return browserSecret
  }

  async function findPending(userCode: string): Promise<(DeviceAuthorization & { client: Client }) | undefined> {
    const found = await store.deviceCodes.findByUserCode(digestOf(userCode))
    if (found?.state !== 'pending') return undefined
    // Another issuer's that keeps its codes in the same store.
    if (!settings.resources.some(({ resource }) => resource === found.resource)) return undefined
    const client = await store.clients.find(found.clientId)
    if (!client || client.isDisabled)
      throw new InvalidRequestError('This application is not registered here any more', 'client_gone')
    return { ...found, client }
  }

  function viewOf(identity: Identity, typed: string, nonce: string) {
    return { user: { displayName: identity.displayName, switchAccountUrl: loginUrl(typed) }, branding, nonce }
  }

  /** The way back is this page with the code filled in again, if it is one. */
  function loginUrl(typed: string): string {
    const userCode = normalizeUserCode(typed)
    const returnTo = userCode === undefined ? path : `${path}?user_code=${formatUserCode(userCode)}`
    const separator = settings.loginPath.includes('?') ? '&' : '?'
    return `${settings.loginPath}${separator}return_to=${encodeURIComponent(returnTo)}`
  }
}
