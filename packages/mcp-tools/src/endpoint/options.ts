import type { Implementation } from '@modelcontextprotocol/server'
import type { FastifyRequest } from 'fastify'
import type { CallLimiter, CallStore } from './definitions/call-store.ts'
import type { ChangeFeed } from './definitions/changes.ts'
import type { MessageBus } from './definitions/message-bus.ts'
import type { Principal } from './definitions/principal.ts'
import type { Prompt } from './definitions/prompt.ts'
import type { Resource } from './definitions/resource.ts'
import type { Tool } from './definitions/tool.ts'
import type { DescribeError } from './methods/run.ts'

export interface McpEndpointOptions<Context, P extends Principal = Principal> {
  /** Default `/mcp`; also answered with a trailing slash, never by a redirect. */
  path?: string
  /** Canonical resource identifier that tokens have to be bound to (RFC 8707). */
  resource: string
  /** Name, title and version, as clients show them. */
  serverInfo: Implementation
  /** What a model should know before it uses the tools: at most 2 KB, the same for everybody, no user data. */
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
  /** Whether an addon is on; asked about every request. Default: every one is. */
  isAddonEnabled?: (addon: string) => boolean | Promise<boolean>
  /** What tools, resources and prompts get to work with; `scopes` are the principal's and all they imply. */
  context: (principal: P, scopes: ReadonlySet<string>) => Promise<Context>
  /** A sentence for the person, told beside the next tool result. Default: none. */
  notice?: (principal: P) => Promise<string | undefined>
  /** Told of every tool that was called, whatever came of it. */
  onToolCall?: (principal: P, call: { tool: string; isError: boolean }, request: FastifyRequest) => void
  /** Errors a model can act on; any other is logged and told as a reference only. Default: none. */
  describeError?: DescribeError
  /** Web origins that may call. Default: any, since no cookie counts here. Requests without `Origin` are no web pages. */
  allowedOrigins?: readonly string[]
  /** Names, with their port, that `Host` may have besides the resource's. On a loopback address its own are allowed too. */
  allowedHosts?: readonly string[]
  /** What is kept between requests. Default: in this process, and repeated writes are not recognised. */
  store?: CallStore
  /** Who may call how often, by person and client. Default: nobody is limited. */
  limiter?: CallLimiter
  /** How many calls of one person and client may run at a time on one node. Default 32. */
  concurrentCalls?: number
  /** How many streams one person may have open on one node. Default 20. */
  streamsPerSubject?: number
  /** Where changes come from. Default: there are none, and nobody is offered to be told. */
  changes?: ChangeFeed
  /** Between the nodes of the application. Default: it is one process. */
  bus?: MessageBus
  /** Calls `end` when the authorisation behind a stream is over (`app.oauth.watch`). Default: streams end with their token. */
  watch?: (principal: P, end: () => void) => () => void
  /** Lists tools that need more scopes too, for clients that can ask for them. Default false. */
  listsMore?: boolean
  /**
   * Gives older clients a session whose id holds, sealed, what they can do: so they can be asked, and told of changes on a
   * stream of their own. Default false: some keep sessions they cannot renew.
   */
  sessions?: boolean
  /** Tells older clients what handlers log, from level `info` on. Default false. */
  logsToOlderClients?: boolean
  /** Extensions to advertise, by identifier. */
  extensions?: Record<string, Record<string, never>>
}
