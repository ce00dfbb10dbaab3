import type { Catalogue } from '../catalogue/compile.ts'
import type { Principal } from '../definitions/principal.ts'
import type { CallServices } from '../exchange/call.ts'
import type { Exchange, Method } from '../exchange/exchange.ts'
import { startCall } from '../exchange/call.ts'
import type { Listeners, ListKind } from '../streams/listeners.ts'
import type { OpenStreams } from '../streams/open-streams.ts'
import { InvalidParamsError, McpError } from '../wire/errors.ts'
import { isObject } from '../wire/json-rpc.ts'
import { SUBSCRIPTION_ID } from '../wire/meta-keys.ts'
import { findResource } from './read-resource.ts'
import type { DescribeError } from './run.ts'

const MAX_URIS = 100
const AT_A_TIME = 10
const AUTHORISE_WITHIN_MS = 30_000

export interface ListenServices<Context, P extends Principal> extends CallServices {
  catalogue: Catalogue<Context>
  listeners: Listeners
  openStreams: OpenStreams<P>
  describeError: DescribeError
}

/**
 * `subscriptions/listen`: a stream of what changes, as long as the client listens. When this side ends it, the request gets
 * its result. It is not cancelled besides: the schema of 2026-07-28 keeps that for stdio, and clients take a cancelled stream
 * for a broken one.
 */
export function listen<Context, P extends Principal>(services: ListenServices<Context, P>): Method<Context, P> {
  return async (exchange) => {
    const { id, principal, channel, results, params, request } = exchange
    const { notifications: asked } = params
    if (!isObject(asked)) throw new InvalidParamsError('"notifications" has to be an object')
    if (!channel.canStream)
      throw new McpError(-32600, 'A client that listens accepts text/event-stream', { statusCode: 406 })
    const lists = listsAsked(asked, services.catalogue)
    const uris = await readableUris(exchange as Exchange<Context>, urisAsked(asked), services)

    const tagged = (method: string, contents: object) =>
      JSON.stringify({ jsonrpc: '2.0', method, params: { ...contents, _meta: { [SUBSCRIPTION_ID]: id } } })
    const stream = services.openStreams.open(principal, (reason) => {
      removeInterest()
      request.log.debug({ reason }, 'a subscription ended')
      const result = results.complete('{}', { [SUBSCRIPTION_ID]: id })
      channel.end(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`)
    })
    channel.say(tagged('notifications/subscriptions/acknowledged', { notifications: honoured(lists, uris, asked) }))
    const removeInterest = services.listeners.add({
      subject: principal.subject,
      lists,
      uris: new Set(uris),
      tell({ method, params: contents }) {
        stream.touch()
        channel.say(tagged(method, contents))
      }
    })
    channel.onGone(() => {
      stream.closed()
      removeInterest()
    })
    return undefined
  }
}

function listsAsked<Context>(
  asked: Record<string, unknown>,
  { tools, resources, prompts }: Catalogue<Context>
): ReadonlySet<ListKind> {
  const kinds = new Set<ListKind>()
  if (asked.toolsListChanged === true && tools.size > 0) kinds.add('tools')
  if (asked.resourcesListChanged === true && resources.length > 0) kinds.add('resources')
  if (asked.promptsListChanged === true && prompts.size > 0) kinds.add('prompts')
  return kinds
}

function urisAsked({ resourceSubscriptions = [] }: Record<string, unknown>): string[] {
  const isList = Array.isArray(resourceSubscriptions) && resourceSubscriptions.every((uri) => typeof uri === 'string')
  if (!isList) throw new InvalidParamsError('"resourceSubscriptions" has to be a list of URIs')
  if (resourceSubscriptions.length > MAX_URIS)
    throw new InvalidParamsError(`"resourceSubscriptions" holds at most ${MAX_URIS} URIs`)
  return [...new Set(resourceSubscriptions)]
}

function honoured(lists: ReadonlySet<ListKind>, uris: readonly string[], asked: Record<string, unknown>) {
  return {
    ...(lists.has('tools') && { toolsListChanged: true }),
    ...(lists.has('resources') && { resourcesListChanged: true }),
    ...(lists.has('prompts') && { promptsListChanged: true }),
    ...(asked.resourceSubscriptions !== undefined && { resourceSubscriptions: uris })
  }
}

/** Whoever may not read a resource must not hear when it changes either. */
export async function readableUris<Context>(
  exchange: Exchange<Context>,
  uris: readonly string[],
  services: CallServices & { describeError: DescribeError }
): Promise<string[]> {
  if (uris.length === 0) return []
  const call = startCall(exchange, AUTHORISE_WITHIN_MS, services)
  const context = await exchange.context()
  const readable: string[] = []
  for (let start = 0; start < uris.length; start += AT_A_TIME) {
    const some = uris.slice(start, start + AT_A_TIME)
    const answers = await call.during(
      Promise.all(
        some.map(async (uri) => {
          const found = findResource(exchange.view.resources, uri)
          return found?.compiled.resource.read(found.variables, context, call).catch((error: unknown) => {
            if (services.describeError(error)) return undefined
            throw error
          })
        })
      )
    )
    readable.push(...some.filter((_, i) => answers[i] !== undefined))
  }
  call.finish()
  return readable
}
