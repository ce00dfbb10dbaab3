import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FindView } from './catalogue/view.ts'
import type { CallLimiter, Sealer } from './definitions/call-store.ts'
import type { Principal } from './definitions/principal.ts'
import { type Channel, createBatchChannel, createChannel } from './exchange/channel.ts'
import type { ClientRequests } from './exchange/client-requests.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { InFlight } from './exchange/in-flight.ts'
import { legacyResults, type ResultWriter } from './exchange/result.ts'
import type { ConcurrencyCap } from './limits/concurrency-cap.ts'
import type { Methods } from './methods/methods.ts'
import { findSession, type Session } from './sessions/session.ts'
import { showsViews } from './wire/apps-extension.ts'
import { isModernRequest, readEnvelope } from './wire/envelope.ts'
import {
  errorMessage,
  INTERNAL_ERROR,
  InvalidRequestError,
  McpError,
  MethodNotFoundError,
  TooManyRequestsError
} from './wire/errors.ts'
import { idOf, isObject, type Message, readMessage, type RequestId } from './wire/json-rpc.ts'
import { BATCH_VERSION } from './wire/versions.ts'

export interface Dispatcher<Context, P extends Principal> {
  methods: Methods<Context, P>
  findView: FindView<Context>
  modernResults: ResultWriter
  context: (principal: P, scopes: ReadonlySet<string>) => Promise<Context>
  /** Throws the guard's refusal when a tool of this name needs more scopes. */
  requireToolScopes: (principal: P, tool: string) => void
  clientRequests: ClientRequests
  inFlight: InFlight
  concurrency: ConcurrencyCap
  limiter: CallLimiter | undefined
  /** Opens sessions; absent: there are none, whatever a client sends. */
  sealer: Sealer | undefined
}

const BATCH_LIMIT = 20
/** What a client may call a request that it cancels. */
const MAX_ID_LENGTH = 200

/**
 * Answers the message of a POST, or the messages of a batch.
 *
 * @throws {McpError} when there is no message to answer, or its answer is an error with a status of its own.
 */
export async function dispatch<Context, P extends Principal>(
  dispatcher: Dispatcher<Context, P>,
  principal: P,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  const accepts = acceptedTypes(request)
  const { body } = request
  if (Array.isArray(body)) return answerBatch(dispatcher, principal, body, request, reply)
  const message = readMessage(body)
  const session = sessionOf(dispatcher, principal, request)
  checkRate(dispatcher, principal)
  if (message.kind === 'request') {
    const channel = createChannel(reply, accepts)
    const incoming = {
      principal,
      message,
      session,
      request,
      channel,
      setHeader: (name: string, value: string) => void reply.header(name, value)
    }
    await answerRequest(dispatcher, incoming)
    return reply
  }
  await receive(dispatcher, principal, message, session, request)
  return reply.code(202).send()
}

interface Incoming<P extends Principal> {
  principal: P
  message: Message & { kind: 'request' }
  session: Session | undefined
  request: FastifyRequest
  channel: Channel
  setHeader: (name: string, value: string) => void
}

/** Answers on the channel; rejects for what has to be answered by a status, before anything was said. */
async function answerRequest<Context, P extends Principal>(
  dispatcher: Dispatcher<Context, P>,
  { principal, message, session, request, channel, setHeader }: Incoming<P>
): Promise<void> {
  const { id, method, params } = message
  const leave = dispatcher.concurrency.enter(`${principal.subject} ${principal.clientId}`)
  if (!leave) throw new TooManyRequestsError('Too many calls at a time: wait for one to end', 1)
  const arrived = dispatcher.inFlight.add(principal, session?.id, id, () => channel.cancel())
  try {
    const envelope = readEnvelope(request.headers, message)
    const { isModern } = envelope
    const run = (isModern ? dispatcher.methods.modern : dispatcher.methods.legacy).get(method)
    if (!run) throw new MethodNotFoundError(method, { isModern })
    joinTrace(request, params._meta)
    const view = await dispatcher.findView({
      principal,
      version: envelope.version,
      groups: groupsAsked(request),
      showsViews: showsViews(envelope.client ?? session?.client ?? {})
    })
    let context: Promise<Context> | undefined
    const exchange: Exchange<Context, P> = {
      request,
      principal,
      id,
      method,
      params,
      envelope,
      session,
      channel,
      setHeader,
      results: isModern ? dispatcher.modernResults : legacyResults,
      context: () => (context ??= dispatcher.context(principal, view.scopes)),
      view
    }
    const result = await run(exchange)
    if (result !== undefined) channel.end(resultMessage(id, result))
  } catch (error) {
    if (!isSaidInBand(error, channel)) throw error
    if (!(error instanceof McpError)) request.log.error({ err: error }, 'an MCP request failed')
    const told = error instanceof McpError ? error : { code: INTERNAL_ERROR, message: 'Something went wrong here' }
    channel.end(errorMessage(id, told))
  } finally {
    arrived()
    leave()
  }
}

/** A JSON-RPC result (JSON-RPC 2.0 section 5), around what is JSON already. */
function resultMessage(id: RequestId, result: string | Buffer): string | Buffer {
  const start = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`
  return typeof result === 'string'
    ? `${start}${result}}`
    : Buffer.concat([Buffer.from(start), result, Buffer.from('}')])
}

/** Once a stream is open, or inside a batch, a status can say nothing any more. */
function isSaidInBand(error: unknown, channel: Channel): boolean {
  return channel.hasSpoken || (error instanceof McpError && error.statusCode === 200)
}

/** What needs no answer: that a client has begun, gives up, or answers a question of ours. */
async function receive<Context, P extends Principal>(
  { inFlight, clientRequests }: Dispatcher<Context, P>,
  principal: P,
  message: Exclude<Message, { kind: 'request' }>,
  session: Session | undefined,
  request: FastifyRequest
): Promise<void> {
  if (message.kind === 'response') {
    const isModern = isModernRequest(request.headers, {})
    if (isModern || !(await clientRequests.answer(principal, message.id, message)))
      throw new InvalidRequestError('Nobody asked for this', null)
    return
  }
  const { requestId } = message.params
  const isId = typeof requestId === 'number' || (typeof requestId === 'string' && requestId.length <= MAX_ID_LENGTH)
  if (message.method === 'notifications/cancelled' && isId) await inFlight.cancel(principal, session?.id, requestId)
}

async function answerBatch<Context, P extends Principal>(
  dispatcher: Dispatcher<Context, P>,
  principal: P,
  body: unknown[],
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  if ((request.headers['mcp-protocol-version'] ?? BATCH_VERSION) !== BATCH_VERSION || body.some(isModernMessage))
    throw new InvalidRequestError('This protocol revision has no batches')
  if (body.length === 0 || body.length > BATCH_LIMIT)
    throw new InvalidRequestError(`A batch holds 1 to ${BATCH_LIMIT} messages`)
  const session = sessionOf(dispatcher, principal, request)
  const messages = body.map(readMessage)
  if (messages.some((message) => message.kind === 'request' && message.method === 'initialize'))
    throw new InvalidRequestError('initialize comes alone')
  // A challenge is a status and a header, which the messages of a batch share: so before any of them is acted on.
  for (const message of messages) {
    if (message.kind === 'request' && message.method === 'tools/call')
      dispatcher.requireToolScopes(principal, String(message.params.name))
  }
  const whenGone: (() => void)[] = []
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) for (const callback of whenGone) callback()
  })
  const answers: string[] = []
  for (const message of messages) {
    checkRate(dispatcher, principal)
    if (message.kind !== 'request') {
      await receive(dispatcher, principal, message, session, request)
      continue
    }
    const channel = createBatchChannel((callback) => void whenGone.push(callback))
    await answerRequest(dispatcher, { principal, message, session, request, channel, setHeader: () => {} })
    answers.push(channel.answer() ?? '')
  }
  if (answers.length === 0) return reply.code(202).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(`[${answers.join(',')}]`)
}

function isModernMessage(message: unknown): boolean {
  return isObject(message) && isObject(message.params) && isModernRequest({}, message.params)
}

function checkRate<Context, P extends Principal>({ limiter }: Dispatcher<Context, P>, { subject, clientId }: P): void {
  const wait = limiter?.take(`${subject} ${clientId}`) ?? 0
  if (wait > 0) throw new TooManyRequestsError(`Too many requests: wait ${wait} s`, wait)
}

/**
 * @throws {McpError} 404 for a session that is not this principal's: the client has to begin anew.
 */
export function sessionOf<Context, P extends Principal>(
  { sealer }: Pick<Dispatcher<Context, P>, 'sealer'>,
  principal: P,
  { headers, body }: FastifyRequest
): Session | undefined {
  const id = headers['mcp-session-id']
  if (!sealer || typeof id !== 'string') return undefined
  const session = findSession(id, principal, sealer)
  if (!session) throw new McpError(-32001, 'Session not found', { statusCode: 404, id: idOf(body) })
  return session
}

/** Every answer can be plain JSON, so a client that takes that needs no event stream. */
function acceptedTypes({ headers: { accept }, body }: FastifyRequest): { acceptsEvents: boolean } {
  if (accept !== undefined && !/application\/json|application\/\*|\*\/\*/i.test(accept))
    throw new McpError(InvalidRequestError.code, 'A client has to accept application/json', {
      statusCode: 406,
      id: idOf(body)
    })
  return { acceptsEvents: accept !== undefined && /text\/event-stream/i.test(accept) }
}

function groupsAsked({ query }: FastifyRequest): readonly string[] | undefined {
  const { tools } = query as { tools?: unknown }
  return typeof tools === 'string' && tools !== '' ? tools.split(',').slice(0, 50).toSorted() : undefined
}

/** What this request is part of elsewhere (W3C Trace Context); for the log, never for a decision. */
function joinTrace(request: FastifyRequest, meta: unknown): void {
  const trace =
    isObject(meta) && typeof meta.traceparent === 'string'
      ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(meta.traceparent)
      : null
  if (trace) request.log = request.log.child({ traceId: trace[1] })
}
