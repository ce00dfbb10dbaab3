import { Readable } from 'node:stream'
import {
  createMcpHandler,
  type Implementation,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport
} from '@modelcontextprotocol/server'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CallOptions, ExpectedError } from './call-tool.ts'
import { compileCatalogue } from './catalogue.ts'
import { answerPreflight, crossOriginHeaders } from './cross-origin.ts'
import type { Prompt } from './definitions/prompt.ts'
import type { Resource } from './definitions/resource.ts'
import type { Tool } from './definitions/tool.ts'
import { INVALID_REQUEST, jsonRpcError, PARSE_ERROR, toolCallsIn } from './messages.ts'
import type { Principal } from './definitions/principal.ts'
import { createRequestView, type RequestView } from './request-view.ts'
import { createServer } from './server.ts'

export interface McpEndpointOptions<Context, P extends Principal = Principal> {
  /** Default `/mcp`; also answered with a trailing slash, never by a redirect. */
  path?: string
  /** Canonical resource identifier that tokens have to be bound to (RFC 8707). */
  resource: string
  /** Name, title and version, as clients show them. */
  serverInfo: Implementation
  /** What a model should know before it uses the tools: short, the same for everybody, no user data. */
  instructions?: string
  tools?: readonly Tool<Context>[]
  resources?: readonly Resource<Context>[]
  prompts?: readonly Prompt<Context>[]
  /** Who calls? Throws an error with `statusCode` and `headers` (a `WWW-Authenticate` challenge) when nobody may. */
  authenticate: (request: FastifyRequest, resource: string) => Promise<P>
  /** Throws an error with `statusCode` 403 and a challenge naming the scopes when some are missing. */
  requireScopes: (principal: P, scopes: readonly string[]) => void
  /** The scopes and all they imply. Default: just the scopes. */
  expandScopes?: (scopes: readonly string[]) => ReadonlySet<string>
  /** Whether an addon is on. Default: every one is. */
  isAddonEnabled?: (addon: string) => Promise<boolean>
  /** What tools, resources and prompts get to work with. */
  context: (principal: P) => Promise<Context>
  /** A sentence for the person, told beside the next tool result. Default: none. */
  notice?: (principal: P) => Promise<string | undefined>
  /** Told of every tool that was called, whatever came of it. */
  onToolCall?: (principal: P, call: { tool: string; isError: boolean }, request: FastifyRequest) => void
  /** Errors a model can act on; any other is logged and told as a reference only. Default: none. */
  describeError?: (error: unknown) => ExpectedError | undefined
  /** Web origins that may call. Default: any, since no cookie counts here. Requests without `Origin` are no web pages. */
  allowedOrigins?: readonly string[]
}

const BODY_LIMIT = 4 * 1024 * 1024
const BATCH_LIMIT = 20
/** The only revision that knows batches; its clients send no version header. */
const BATCH_VERSION = '2025-03-26'

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
  const { path = '/mcp', resource, authenticate, requireScopes, serverInfo, instructions } = options
  const catalogue = compileCatalogue({
    tools: options.tools ?? [],
    resources: options.resources ?? [],
    prompts: options.prompts ?? []
  })
  const gate = {
    expandScopes: options.expandScopes ?? ((scopes: readonly string[]) => new Set(scopes)),
    isAddonEnabled: options.isAddonEnabled ?? (async () => true)
  }
  const describeError = options.describeError ?? (() => undefined)
  const settings = { serverInfo, instructions }
  const principals = new WeakMap<FastifyRequest, P>()
  const calls = new WeakMap<object, { view: RequestView<Context>; options: CallOptions }>()

  /** The SDK hands `authInfo` through to the factory untouched: that is how a server learns whose request it serves. */
  const modern = createMcpHandler(
    ({ authInfo }) => {
      const call = authInfo?.extra && calls.get(authInfo.extra)
      if (!call) throw new TypeError('an MCP request came past the guard')
      return createServer(call.view, settings, { ...call.options, isLegacy: false })
    },
    { legacy: 'reject', onerror: (error) => fastify.log.info({ err: error }, 'an MCP request was refused') }
  )
  fastify.addHook('onClose', () => modern.close())

  fastify.setErrorHandler(answerError)
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...crossOriginHeaders, 'cache-control': 'no-store' })
    if (request.method === 'OPTIONS') return undefined
    if (!isAllowedOrigin(request.headers.origin, options.allowedOrigins)) {
      return reply.code(403).send(jsonRpcError(INVALID_REQUEST, 'This origin may not call'))
    }
    principals.set(request, await authenticate(request, resource))
    return undefined
  })

  for (const url of [path, `${path}/`]) {
    fastify.options(url, answerPreflight)
    fastify.post(url, { bodyLimit: BODY_LIMIT }, serve)
    // Streams of their own are an older transport's; clients take 405 for "there is none".
    fastify.route({
      method: ['GET', 'DELETE', 'PUT', 'PATCH'],
      url,
      handler: (_request, reply) =>
        reply.code(405).header('allow', 'POST, OPTIONS').send(jsonRpcError(INVALID_REQUEST, 'Only POST is served here'))
    })
  }

  async function serve(request: FastifyRequest, reply: FastifyReply) {
    const principal = principals.get(request)
    if (!principal) throw new TypeError('an MCP request came past the guard')
    const refusal = refuseBatch(request)
    if (refusal) return reply.code(400).send(refusal)
    for (const { name } of toolCallsIn(request.body)) {
      requireScopes(principal, catalogue.tools.get(name)?.tool.scopes ?? [])
    }
    const view = await createRequestView(catalogue, principal, gate, {
      makeContext: () => options.context(principal),
      notice: async () => options.notice?.(principal)
    })
    const callOptions = {
      describeError,
      log: request.log,
      onToolCall: (call: { tool: string; isError: boolean }) => options.onToolCall?.(principal, call, request)
    }
    const webRequest = toWebRequest(request, reply, resource)
    if (await isLegacyRequest(webRequest, request.body)) {
      const server = createServer(view, settings, { ...callOptions, isLegacy: true })
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
      await server.connect(transport)
      reply.raw.once('close', () => void server.close())
      return send(reply, await transport.handleRequest(webRequest, { parsedBody: request.body }))
    }
    const extra = {}
    calls.set(extra, { view, options: callOptions })
    const authInfo = { token: '', clientId: principal.clientId, scopes: [...principal.scopes], extra }
    return send(reply, await modern.fetch(webRequest, { authInfo, parsedBody: request.body }))
  }
}

function isAllowedOrigin(origin: string | undefined, allowed: readonly string[] | undefined): boolean {
  return origin === undefined || allowed === undefined || allowed.includes(origin)
}

function refuseBatch({ body, headers }: FastifyRequest) {
  if (!Array.isArray(body)) return undefined
  if ((headers['mcp-protocol-version'] ?? BATCH_VERSION) !== BATCH_VERSION) {
    return jsonRpcError(INVALID_REQUEST, 'This protocol revision has no batches')
  }
  if (body.length === 0 || body.length > BATCH_LIMIT)
    return jsonRpcError(INVALID_REQUEST, `A batch holds 1 to ${BATCH_LIMIT} messages`)
  return undefined
}

function toWebRequest(request: FastifyRequest, reply: FastifyReply, resource: string): Request {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '))
  }
  // Sessions and resumption belong to an older profile; whatever a client still sends means nothing here.
  for (const name of ['mcp-session-id', 'last-event-id', 'cookie', 'authorization']) headers.delete(name)
  if (acceptsJson(headers.get('accept'))) headers.set('accept', 'application/json, text/event-stream')
  return new Request(resource, { method: 'POST', headers, signal: gone.signal })
}

/** Every answer can be plain JSON, so a client that takes that needs no event stream. */
function acceptsJson(accept: string | null): boolean {
  return accept === null || /application\/json|application\/\*|\*\/\*/.test(accept)
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) {
    if (!name.startsWith('access-control-') && name !== 'cache-control') reply.header(name, value)
  }
  if (!response.body) return reply.send()
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return reply.send(await response.text())
  reply.headers({ 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' })
  return reply.send(Readable.fromWeb(response.body))
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const statusCode = error.statusCode ?? 500
  if ('headers' in error && typeof error.headers === 'object') {
    const { error: code } = error as { error?: string }
    return reply
      .code(statusCode)
      .headers(error.headers as Record<string, string>)
      .send({ ...(code !== undefined && { error: code }), error_description: error.message })
  }
  if (statusCode >= 500) {
    request.log.error({ err: error }, 'an MCP request failed')
    return reply
      .code(503)
      .header('retry-after', '5')
      .send(jsonRpcError(-32603, 'The server cannot answer now, try again later'))
  }
  const isUnreadable = error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
  return reply
    .code(statusCode)
    .send(
      isUnreadable ? jsonRpcError(PARSE_ERROR, 'The body is no JSON') : jsonRpcError(INVALID_REQUEST, error.message)
    )
}
