import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isUnregisteredRedirectUri } from '../authorization-request/client.ts'
import { isOAuthError } from '../errors.ts'
import type { ErrorTexts } from '../locales/error-texts.ts'
import { preferredLanguage, textsIn } from '../locales/languages.ts'
import type { Settings } from '../options.ts'
import { renderErrorPage, type ErrorView } from './error-page.ts'
import { InteractionGoneError, StaleConsentError } from './errors.ts'
import { browserHeaders, sendPage } from './page.ts'
import { wantsJson } from './wants-json.ts'

type Told = Pick<ErrorView, 'title' | 'message' | 'advice' | 'details' | 'link'> & { statusCode: number; error: string }

/** Errors of the browser's endpoints: a page for people, JSON for a host that draws its own. Never a redirect. */
export function answerBrowserError(settings: Settings) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const isForProgram = wantsJson(request)
    // Programs get the protocol's words, which are English; people get their own.
    const language = isForProgram ? 'en' : preferredLanguage(request.headers['accept-language'], settings.languages)
    const texts = textsIn(language)
    const { statusCode, error: code, ...told } = tell(error, texts)
    if (statusCode >= 500) request.log.error({ err: error }, 'a browser endpoint failed')
    else request.log.info({ reason: 'reason' in error ? error.reason : error.code }, 'a browser request was refused')
    if (statusCode === 503) reply.header('retry-after', '5')
    if (isOAuthError(error)) reply.headers(error.headers)
    if (isForProgram) {
      return reply
        .code(error instanceof InteractionGoneError ? 410 : statusCode)
        .headers(browserHeaders)
        .send({ error: code, error_description: told.message })
    }
    reply.headers({ 'content-language': language, vary: 'Accept-Language' })
    return sendPage(reply, statusCode, (nonce) =>
      renderErrorPage({
        ...told,
        language,
        referenceLabel: texts.reference,
        correlationId: request.id,
        branding: settings.branding,
        nonce
      })
    )
  }
}

function tell(error: FastifyError, texts: ErrorTexts): Told {
  if (isUnregisteredRedirectUri(error)) {
    const { title, message, sent, registered } = texts.unknownRedirect
    return {
      statusCode: 400,
      error: error.error,
      title,
      message,
      advice: texts.removeAndAdd,
      details: [
        { label: sent, values: [error.requested.slice(0, 512)] },
        { label: registered, values: error.client.redirectUris }
      ]
    }
  }
  if (error instanceof InteractionGoneError) {
    const message = texts.gone[error.reason]
    return error.reason === 'already_approved'
      ? { statusCode: 200, error: 'invalid_request', title: texts.alreadyConnected, message, advice: texts.closeTab }
      : { statusCode: 400, error: 'invalid_request', title: texts.nothingToDecide, message, advice: texts.startAgain }
  }
  if (error instanceof StaleConsentError) {
    const { link, ...stale } = texts.stale
    return { statusCode: 403, error: 'access_denied', ...stale, link: { label: link, url: error.consentUrl } }
  }
  if (isOAuthError(error) && error.statusCode === 429) {
    return { statusCode: 429, error: error.error, ...texts.tooOften }
  }
  if (isOAuthError(error)) {
    const { title, message, reported } = texts.refused
    return {
      statusCode: error.statusCode,
      error: error.error,
      title,
      message: message ?? `${error.message}.`,
      advice: error.error === 'invalid_client' ? texts.removeAndAdd : texts.startAgain,
      ...(reported !== undefined && { details: [{ label: reported, values: [error.message] }] })
    }
  }
  const statusCode = error.statusCode ?? 500
  if (statusCode < 500) {
    return { statusCode, error: 'invalid_request', ...texts.unreadable, advice: texts.startAgain }
  }
  return { statusCode: 503, error: 'temporarily_unavailable', ...texts.broken }
}
