import type { CallServices } from '../exchange/call.ts'
import type { Exchange, Method } from '../exchange/exchange.ts'
import type { SessionSubscriptions } from '../sessions/session-subscriptions.ts'
import { InvalidParamsError, InvalidRequestError, ResourceNotFoundError } from '../wire/errors.ts'
import { readableUris } from './listen.ts'
import type { DescribeError } from './run.ts'

/** `resources/subscribe` of older revisions, for clients that have a session. */
export function subscribe<Context>(
  subscriptions: SessionSubscriptions,
  services: CallServices & { describeError: DescribeError }
): Method<Context> {
  return async (exchange) => {
    const { sessionId, uri } = readRequest(exchange)
    const readable = await readableUris(exchange, [uri], services)
    if (readable.length === 0) throw new ResourceNotFoundError(uri, exchange.envelope)
    if (!(await subscriptions.subscribe(sessionId, uri)))
      throw new InvalidParamsError('This session has as many subscriptions as it may')
    return '{}'
  }
}

export function unsubscribe<Context>(subscriptions: SessionSubscriptions): Method<Context> {
  return async (exchange) => {
    const { sessionId, uri } = readRequest(exchange)
    await subscriptions.unsubscribe(sessionId, uri)
    return '{}'
  }
}

function readRequest<Context>({ session, params }: Exchange<Context>): { sessionId: string; uri: string } {
  if (!session) throw new InvalidRequestError('Subscribing needs the session that initialize gave')
  if (typeof params.uri !== 'string') throw new InvalidParamsError('"uri" has to be a string')
  return { sessionId: session.id, uri: params.uri }
}
