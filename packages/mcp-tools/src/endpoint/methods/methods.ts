import type { Implementation, ServerCapabilities } from '@modelcontextprotocol/server'
import type { Principal } from '../definitions/principal.ts'
import type { Exchange, Method } from '../exchange/exchange.ts'
import type { SessionSubscriptions } from '../sessions/session-subscriptions.ts'
import { InvalidParamsError } from '../wire/errors.ts'
import { isLogLevel } from '../wire/envelope.ts'
import { callTool, type CallToolOptions } from './call-tool.ts'
import { capabilitiesOf, type Offer } from './capabilities.ts'
import { complete } from './complete.ts'
import { discover } from './discover.ts'
import { getPrompt } from './get-prompt.ts'
import { initialize } from './initialize.ts'
import { listMethod } from './lists.ts'
import { listen, type ListenServices } from './listen.ts'
import { readResource } from './read-resource.ts'
import { subscribe, unsubscribe } from './subscribe.ts'

export interface MethodsOptions<Context, P extends Principal> extends CallToolOptions<Context, P> {
  serverInfo: Implementation
  instructions: string | undefined
  extensions: Offer['extensions']
  /** Absent: nobody is told of changes. */
  listening: Omit<ListenServices<Context, P>, keyof CallToolOptions<Context, P>> | undefined
  /** Absent: older clients get no sessions. */
  subscriptions: SessionSubscriptions | undefined
  hasSessions: boolean
}

export interface Methods<Context, P extends Principal> {
  modern: ReadonlyMap<string, Method<Context, P>>
  legacy: ReadonlyMap<string, Method<Context, P>>
}

/** What either era can ask for. A method without anything behind it does not exist. */
export function createMethods<Context, P extends Principal>(options: MethodsOptions<Context, P>): Methods<Context, P> {
  const { catalogue, store, listening, subscriptions, hasSessions, serverInfo, instructions } = options
  const { sealer } = store
  const offer = { extensions: options.extensions }
  const capabilities = capabilitiesOf(catalogue, { ...offer, tellsChanges: listening !== undefined, logs: false })
  const olderCapabilities: ServerCapabilities = capabilitiesOf(catalogue, {
    extensions: {},
    tellsChanges: hasSessions && listening !== undefined,
    logs: options.logsToOlderClients
  })

  const shared: [string, Method<Context, P>][] = [
    ...(capabilities.tools
      ? ([
          ['tools/list', listMethod('tools', sealer)],
          ['tools/call', callTool(options)]
        ] satisfies [string, Method<Context, P>][])
      : []),
    ...(capabilities.resources
      ? ([
          ['resources/list', listMethod('resources', sealer)],
          ['resources/templates/list', listMethod('resourceTemplates', sealer)],
          ['resources/read', readResource(options)]
        ] satisfies [string, Method<Context, P>][])
      : []),
    ...(capabilities.prompts
      ? ([
          ['prompts/list', listMethod('prompts', sealer)],
          ['prompts/get', getPrompt(options)]
        ] satisfies [string, Method<Context, P>][])
      : []),
    ...(capabilities.completions
      ? ([['completion/complete', complete(options)]] satisfies [string, Method<Context, P>][])
      : [])
  ]
  const modern = new Map(shared).set('server/discover', discover(capabilities, instructions))
  if (listening) modern.set('subscriptions/listen', listen({ ...options, ...listening }))

  const legacy = new Map(shared)
    .set(
      'initialize',
      initialize({
        serverInfo,
        capabilities: olderCapabilities,
        instructions,
        sealer: hasSessions ? sealer : undefined
      })
    )
    .set('ping', () => '{}')
  if (options.logsToOlderClients) legacy.set('logging/setLevel', setLevel)
  if (subscriptions && olderCapabilities.resources?.subscribe) {
    legacy
      .set('resources/subscribe', subscribe(subscriptions, options))
      .set('resources/unsubscribe', unsubscribe(subscriptions))
  }
  return { modern, legacy }
}

/** Accepted, as every server that logs must; without a session there is nowhere to keep it. */
function setLevel({ params }: Pick<Exchange<unknown>, 'params'>): string {
  if (!isLogLevel(params.level)) throw new InvalidParamsError('"level" is no log level')
  return '{}'
}
