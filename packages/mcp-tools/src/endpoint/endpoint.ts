import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerError } from './answer-error.ts'
import { compileCatalogue } from './catalogue/compile.ts'
import { createViews } from './catalogue/view.ts'
import { createOriginCheck } from './check-origin.ts'
import { answerPreflight, crossOriginHeaders } from './cross-origin.ts'
import type { CallStore } from './definitions/call-store.ts'
import { createLocalBus } from './definitions/message-bus.ts'
import type { Principal } from './definitions/principal.ts'
import { dispatch, type Dispatcher, sessionOf } from './dispatch.ts'
import { createClientRequests } from './exchange/client-requests.ts'
import { createInFlight } from './exchange/in-flight.ts'
import { modernResults } from './exchange/result.ts'
import { createConcurrencyCap } from './limits/concurrency-cap.ts'
import { createMethods } from './methods/methods.ts'
import type { McpEndpointOptions } from './options.ts'
import { createLocalCallStore } from './sealing/local-call-store.ts'
import { createSessionSubscriptions } from './sessions/session-subscriptions.ts'
import { createListeners } from './streams/listeners.ts'
import { createOpenStreams } from './streams/open-streams.ts'
import { openSessionStream } from './streams/session-stream.ts'
import { APPS_EXTENSION } from './wire/apps-extension.ts'
import { InvalidRequestError, McpError } from './wire/errors.ts'

const BODY_LIMIT = 4 * 1024 * 1024
const INSTRUCTIONS_LIMIT = 2048

/**
 * Serves MCP over HTTP: revision 2026-07-28 and, on the same URL, clients of 2025-11-25, 2025-06-18 and 2025-03-26. No
 * session is kept for any of them, so any node can answer any request.
 *
 * @throws {TypeError} at registration, when a definition in the catalogue is wrong.
 */
export async function mcpEndpoint<Context, P extends Principal>(
  fastify: FastifyInstance,
  options: McpEndpointOptions<Context, P>
): Promise<void> {
  const { path = '/mcp', resource, authenticate, serverInfo, instructions, sessions: hasSessions = false } = options
  if (instructions !== undefined && Buffer.byteLength(instructions) > INSTRUCTIONS_LIMIT)
    throw new TypeError(`mcpEndpoint: the instructions are longer than ${INSTRUCTIONS_LIMIT} bytes`)
  const store: CallStore = options.store ?? createLocalCallStore()
  const bus = options.bus ?? createLocalBus()
  const { tools = [], resources = [], prompts = [] } = options
  const catalogue = compileCatalogue({ tools, resources, prompts, isIdempotencyKept: store.idempotency !== undefined })

  const clientRequests = createClientRequests(bus)
  const inFlight = createInFlight(bus)
  const listeners = options.changes && createListeners(options.changes)
  const openStreams = createOpenStreams<P>({ perSubject: options.streamsPerSubject ?? 20, watch: options.watch })
  const subscriptions = hasSessions ? createSessionSubscriptions(bus) : undefined

  const dispatcher: Dispatcher<Context, P> = {
    methods: createMethods({
      catalogue,
      store,
      clientRequests,
      subscriptions,
      hasSessions,
      serverInfo,
      instructions,
      listening: listeners && { listeners, openStreams },
      extensions: { ...(tools.some(({ view }) => view) && { [APPS_EXTENSION]: {} }), ...options.extensions },
      logsToOlderClients: options.logsToOlderClients ?? false,
      requireScopes: options.requireScopes,
      describeError: options.describeError ?? (() => undefined),
      notice: options.notice ?? (async () => undefined),
      onToolCall: (principal, call, { request }) => options.onToolCall?.(principal, call, request)
    }),
    findView: createViews(catalogue, {
      expandScopes: options.expandScopes ?? ((scopes) => new Set(scopes)),
      isAddonEnabled: options.isAddonEnabled ?? (() => true),
      listsMore: options.listsMore ?? false
    }),
    modernResults: modernResults(serverInfo),
    context: options.context,
    requireToolScopes: (principal, tool) =>
      options.requireScopes(principal, catalogue.tools.get(tool)?.tool.scopes ?? []),
    clientRequests,
    inFlight,
    concurrency: createConcurrencyCap(options.concurrentCalls ?? 32),
    limiter: options.limiter,
    sealer: hasSessions ? store.sealer : undefined
  }

  const checkOrigin = createOriginCheck(options)
  const principals = new WeakMap<FastifyRequest, P>()

  // A message is JSON and nothing else; Fastify would take plain text too.
  fastify.removeContentTypeParser('text/plain')
  fastify.setErrorHandler((error: FastifyError, request, reply) =>
    answerError(error, request, reply, dispatcher.modernResults)
  )
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(crossOriginHeaders).header('cache-control', 'no-store')
    if (request.method === 'OPTIONS') return
    checkOrigin(request)
    principals.set(request, await authenticate(request, resource))
  })
  // Before the server waits for its connections to end: a stream would keep it.
  fastify.addHook('preClose', async () => {
    openStreams.close()
    listeners?.close()
    clientRequests.close()
    inFlight.close()
    subscriptions?.close()
  })

  for (const url of [path, `${path}/`]) {
    fastify.options(url, answerPreflight)
    fastify.post(url, { bodyLimit: BODY_LIMIT }, (request, reply) =>
      dispatch(dispatcher, whoAsks(request), request, reply)
    )
    fastify.get(url, answerGet)
    fastify.route({ method: ['DELETE', 'PUT', 'PATCH'], url, handler: refuseMethod })
  }

  function whoAsks(request: FastifyRequest): P {
    const principal = principals.get(request)
    if (!principal) throw new TypeError('an MCP request came past the guard')
    return principal
  }

  /** A stream for older clients with a session. The others take 405 for "there is none". */
  async function answerGet(request: FastifyRequest, reply: FastifyReply) {
    if (!listeners || !subscriptions) return refuseMethod(request, reply)
    const principal = whoAsks(request)
    const session = sessionOf(dispatcher, principal, request)
    if (!session) throw new InvalidRequestError('A stream needs the session that initialize gave')
    if (!request.headers.accept?.includes('text/event-stream'))
      throw new McpError(InvalidRequestError.code, 'A stream is text/event-stream', { statusCode: 406 })
    return openSessionStream(reply, principal, session, { listeners, openStreams, subscriptions })
  }
}

async function refuseMethod(_request: FastifyRequest, reply: FastifyReply): Promise<never> {
  reply.header('allow', 'POST, OPTIONS')
  throw new McpError(InvalidRequestError.code, 'Only POST is served here (Streamable HTTP)', { statusCode: 405 })
}
