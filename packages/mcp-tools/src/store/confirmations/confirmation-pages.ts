import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { PostgresCallStore } from '../call-store.ts'
import { CONFIRMATION_SECONDS, type ConfirmationStore } from './confirmation.store.ts'
import { type Branding, browserHeaders, sendPage } from './page.ts'
import {
  answeredPage,
  failurePage,
  nothingToConfirmPage,
  questionPage,
  type QuestionView,
  staleFormPage
} from './question-pages.ts'

export interface ConfirmationPagesOptions {
  /** Made with the option `confirmUrl`: the pages are there. */
  store: Pick<PostgresCallStore, 'sealer' | 'confirmations'>
  /** Who is at the browser? `null` sends the browser to `loginPath`. */
  identify: (request: FastifyRequest) => Promise<{ subject: string; displayName: string } | null>
  /** Local path of the login page, which gets the way back as `return_to`. */
  loginPath: string
  /** Where the routes are, when a proxy in front changes paths. Default: the path of `confirmUrl`. */
  path?: string
  branding: Branding
}

interface Settings extends ConfirmationPagesOptions {
  confirmations: ConfirmationStore
  path: string
  /** As browsers see it. */
  origin: string
  publicPath: string
}

const FORM = 'application/x-www-form-urlencoded'
const FORM_LIMIT = 4096
const Decision = Type.Object({
  form_token: Type.String({ maxLength: 512 }),
  decision: Type.Union([Type.Literal('approve'), Type.Literal('deny')])
})
const decisionForm = Compile(Decision)

/**
 * The pages on which people answer the questions of `store.confirmations`: who asks what, and two buttons. Only the person
 * a question was put to sees that there is one. Works without script.
 *
 * @throws {TypeError} at registration, when an option is wrong.
 */
export const confirmationPages: FastifyPluginAsync<ConfirmationPagesOptions> = async (fastify, options) => {
  const settings = resolveOptions(options)
  const { path } = settings
  // Whoever reads the log shall not learn the ids of questions.
  const withoutId = (request: FastifyRequest) => `${request.method} ${path}/... from ${request.ip}`
  await fastify.register((scope) => registerPages(scope, settings), { logSerializers: { req: withoutId } })
}

function resolveOptions(options: ConfirmationPagesOptions): Settings {
  const { store, branding } = options
  const { confirmations } = store
  if (!confirmations) throw new TypeError('confirmationPages: option "store" must have been made with a "confirmUrl"')
  if (!/^#[0-9a-fA-F]{6}$/.test(branding.accentColor))
    throw new TypeError('confirmationPages: option "branding.accentColor" must look like #4f46e5')
  const { origin, pathname } = new URL(confirmations.url)
  return { ...options, confirmations, origin, publicPath: pathname, path: options.path ?? pathname }
}

async function registerPages(scope: FastifyInstance, settings: Settings): Promise<void> {
  const { confirmations, identify, branding, path, publicPath } = settings
  const { sealer } = settings.store

  // The host may have a form parser of its own; what is parsed here has to be what is expected below.
  if (scope.hasContentTypeParser(FORM)) scope.removeContentTypeParser(FORM)
  scope.addContentTypeParser(
    FORM,
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body))
  )
  scope.setErrorHandler((error: FastifyError, request, reply) => {
    const isOurs = (error.statusCode ?? 500) >= 500
    if (isOurs) request.log.error({ err: error }, 'a confirmation page failed')
    else request.log.info({ reason: error.code }, 'a confirmation was refused')
    return sendPage(reply, isOurs ? 500 : 400, failurePage({ isOurs, reference: request.id }), branding)
  })

  scope.get<{ Params: { id: string } }>(`${path}/:id`, async (request, reply) => {
    const { id } = request.params
    const identity = await identify(request)
    if (!identity) return sendTo(reply, loginUrl(id))
    const user = viewOf(identity, id)
    const confirmation = await confirmations.find(id, identity.subject)
    if (!confirmation) return sendPage(reply, 404, nothingToConfirmPage(user), branding)
    if (confirmation.state !== 'pending') return sendPage(reply, 200, answeredPage(confirmation), branding)
    const formToken = sealer.seal(formOf(id, identity.subject), true, CONFIRMATION_SECONDS)
    const view = { confirmation, user, action: questionUrl(id), formToken, applicationName: branding.name }
    return sendPage(reply, 200, questionPage(view), branding)
  })

  scope.post<{ Params: { id: string }; Body: unknown }>(`${path}/:id`, async (request, reply) => {
    const { id } = request.params
    const identity = await identify(request)
    if (!identity) return sendTo(reply, loginUrl(id))
    const { form_token: formToken, decision } = readDecision(request.body)
    const isOurForm =
      comesFromHere(request, settings.origin) && sealer.open(formOf(id, identity.subject), formToken) === true
    if (!isOurForm) {
      request.log.warn({ subject: identity.subject }, 'a confirmation did not come from its page')
      return sendPage(reply, 403, staleFormPage(questionUrl(id)), branding)
    }
    const isDecided = await confirmations.decide(id, identity.subject, decision === 'approve' ? 'approved' : 'denied')
    if (isDecided) request.log.info({ subject: identity.subject, decision }, 'confirmation decided')
    // The page says what was decided, by this form or by an earlier one.
    return sendTo(reply, questionUrl(id))
  })

  function questionUrl(id: string): string {
    return `${publicPath}/${encodeURIComponent(id)}`
  }

  function loginUrl(id: string): string {
    const separator = settings.loginPath.includes('?') ? '&' : '?'
    return `${settings.loginPath}${separator}return_to=${encodeURIComponent(questionUrl(id))}`
  }

  function viewOf({ displayName }: { displayName: string }, id: string): QuestionView['user'] {
    return { displayName, switchAccountUrl: loginUrl(id) }
  }
}

/** What the form's token is sealed for: this question, put to this person, and nothing else. */
function formOf(id: string, subject: string): string {
  return `confirmation form ${JSON.stringify([id, subject])}`
}

/**
 * Refuses what says that it comes from elsewhere. Not every browser says: on plain http they send no `Sec-Fetch-Site`,
 * and pages without a referrer have the origin `null`. Then the form's token decides, as it always has to.
 */
function comesFromHere({ headers }: FastifyRequest, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = headers
  return origin === undefined || origin === 'null' || origin === ownOrigin
}

/** @throws an error with status 400 when it is not what the form posts. */
function readDecision(body: unknown): Static<typeof Decision> {
  if (decisionForm.Check(body)) return body
  throw Object.assign(new Error('the form is malformed'), { statusCode: 400, code: 'MCP_CONFIRMATION_FORM' })
}

function sendTo(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).headers(browserHeaders).header('location', location).send()
}
