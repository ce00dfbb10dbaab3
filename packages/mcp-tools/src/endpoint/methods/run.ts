import { randomUUID } from 'node:crypto'
import type { Call } from '../definitions/call.ts'
import { type CallServices, startCall } from '../exchange/call.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { InputRequired } from '../exchange/input-required.ts'

/** What a refusal the caller can act on looks like; anything else is a fault of ours. */
export interface ExpectedError {
  code: string
  message: string
}

export type DescribeError = (error: unknown) => ExpectedError | undefined

const DEFAULT_TIMEOUT_MS = 30_000

/**
 * Runs a handler with what it needs of its request, no longer than it may take. Answers with what `finish` makes of its
 * outcome, or with the questions it left for.
 */
export async function runHandler<Context, Outcome>(
  exchange: Exchange<Context>,
  services: CallServices,
  handle: (context: Context, call: Call) => Promise<Outcome>,
  finish: (outcome: Outcome) => string | Promise<string>,
  { timeoutMs = DEFAULT_TIMEOUT_MS }: { timeoutMs?: number } = {}
): Promise<string> {
  const call = startCall(exchange, timeoutMs, services)
  try {
    const outcome = await call.during(exchange.context().then((context) => handle(context, call)))
    call.finish()
    return await finish(outcome)
  } catch (error) {
    if (error instanceof InputRequired) return call.inputRequired(error)
    throw error
  } finally {
    call.finish()
  }
}

/** How a fault of ours is told: by a reference that the log has too. */
export function referenceOf(error: unknown, { request, method, params }: Exchange<never>): string {
  const correlationId = randomUUID()
  request.log.error({ err: error, method, name: params.name ?? params.uri, correlationId }, 'an MCP handler failed')
  return `Something went wrong here, not with your call. Try again later. (reference ${correlationId})`
}
