import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isUnregisteredRedirectUri } from '../authorization-request/client.ts'
import { isOAuthError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { renderErrorPage, type ErrorView } from './error-page.ts'
import { InteractionGoneError, StaleConsentError } from './errors.ts'
import { browserHeaders, sendPage } from './page.ts'
import { wantsJson } from './wants-json.ts'

type Told = Pick<ErrorView, 'title' | 'message' | 'advice' | 'details' | 'link'> & { statusCode: number; error: string }

const START_AGAIN = 'Go back to the application and connect again from there.'
const REMOVE_AND_ADD =
  'Remove the connection in the application and add it again, so that it registers afresh (mcp-remote: delete its folder ~/.mcp-auth).'

/** Errors of the browser's endpoints: a page for people, JSON for a host that draws its own. Never a redirect. */
export function answerBrowserError(settings: Settings) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { statusCode, error: code, ...told } = tell(error)
    if (statusCode >= 500) request.log.error({ err: error }, 'a browser endpoint failed')
    else request.log.info({ reason: 'reason' in error ? error.reason : error.code }, 'a browser request was refused')
    if (statusCode === 503) reply.header('retry-after', '5')
    if (isOAuthError(error)) reply.headers(error.headers)
    if (wantsJson(request)) {
      return reply
        .code(error instanceof InteractionGoneError ? 410 : statusCode)
        .headers(browserHeaders)
        .send({ error: code, error_description: told.message })
    }
    return sendPage(reply, statusCode, (nonce) =>
      renderErrorPage({ ...told, correlationId: request.id, branding: settings.branding, nonce })
    )
  }
}

function tell(error: FastifyError): Told {
  if (isUnregisteredRedirectUri(error)) {
    return {
      statusCode: 400,
      error: error.error,
      title: 'This application asks for an answer at an unknown address',
      message: 'The address it wants you to be sent to is not one it has registered, so nothing was sent anywhere.',
      advice: REMOVE_AND_ADD,
      details: [
        { label: 'Address sent', values: [error.requested.slice(0, 512)] },
        { label: 'Addresses registered', values: error.client.redirectUris }
      ]
    }
  }
  if (error instanceof InteractionGoneError && error.reason === 'already_approved') {
    return {
      statusCode: 200,
      error: 'invalid_request',
      title: 'Already connected',
      message: error.message,
      advice: 'You can close this tab.'
    }
  }
  if (error instanceof InteractionGoneError) {
    return {
      statusCode: 400,
      error: 'invalid_request',
      title: 'Nothing to decide here',
      message: error.message,
      advice: START_AGAIN
    }
  }
  if (error instanceof StaleConsentError) {
    return {
      statusCode: 403,
      error: 'access_denied',
      title: 'Please look again',
      message: error.message,
      advice: 'Open the request again and check which account you are using.',
      link: { label: 'Show the request again', url: error.consentUrl }
    }
  }
  if (isOAuthError(error) && error.statusCode === 429) {
    return {
      statusCode: 429,
      error: error.error,
      title: 'That was a little too often',
      message: 'Too many connections were started from here in a short time.',
      advice: 'Wait a minute, then try again from the application.'
    }
  }
  if (isOAuthError(error)) {
    const advice = error.error === 'invalid_client' ? REMOVE_AND_ADD : START_AGAIN
    const { statusCode, message } = error
    return { statusCode, error: error.error, title: 'This connection cannot be made', message: `${message}.`, advice }
  }
  const statusCode = error.statusCode ?? 500
  if (statusCode < 500) {
    return {
      statusCode,
      error: 'invalid_request',
      title: 'This request makes no sense',
      message: 'Something in it is missing or malformed.',
      advice: START_AGAIN
    }
  }
  return {
    statusCode: 503,
    error: 'temporarily_unavailable',
    title: 'Something went wrong here',
    message: 'The server could not answer.',
    advice: 'Wait a moment, then go back to the application and try again.'
  }
}
