import type { CompiledTool } from '../catalogue/tool.ts'
import { describeProblems } from '../catalogue/schema.ts'
import type { Catalogue } from '../catalogue/compile.ts'
import type { Call } from '../definitions/call.ts'
import type { CallStore } from '../definitions/call-store.ts'
import { Content } from '../definitions/content.ts'
import type { Principal } from '../definitions/principal.ts'
import { type CallServices, TimeoutError } from '../exchange/call.ts'
import type { Exchange, Method } from '../exchange/exchange.ts'
import { CannotAskError, leavesHandler } from '../exchange/input-required.ts'
import { lackingCapabilities } from '../exchange/lacking-capabilities.ts'
import { InvalidParamsError, McpError, MissingCapabilityError } from '../wire/errors.ts'
import { isObject } from '../wire/json-rpc.ts'
import { checkParameterHeaders } from '../wire/parameter-headers.ts'
import { confirmFirst } from './confirm-first.ts'
import { doOnce } from './do-once.ts'
import { type DescribeError, referenceOf, runHandler } from './run.ts'
import { failure, resultOf, type ToolResult } from './tool-result.ts'

export interface CallToolOptions<Context, P extends Principal> extends CallServices {
  catalogue: Catalogue<Context>
  store: CallStore
  describeError: DescribeError
  requireScopes: (principal: P, scopes: readonly string[]) => void
  notice: (principal: P) => Promise<string | undefined>
  onToolCall: (principal: P, call: { tool: string; isError: boolean }, exchange: Exchange<Context, P>) => void
}

/**
 * `tools/call`: validates, asks first where it must, runs and answers. Whatever the model can repair is a result with
 * `isError`, never a protocol error: that is what it gets to read (SEP-1303).
 */
export function callTool<Context, P extends Principal>(options: CallToolOptions<Context, P>): Method<Context, P> {
  const { requireScopes, notice, onToolCall } = options

  return async (exchange) => {
    const { principal, params, view, results } = exchange
    const name = String(params.name)
    const compiled = view.tools.get(name)
    if (!compiled) {
      // What exists and is out of reach for want of scopes is a matter of consent; everything else does not exist.
      const hidden = options.catalogue.tools.get(name)
      if (hidden && view.offered.has(name)) requireScopes(principal, hidden.tool.scopes)
      throw new InvalidParamsError(`Unknown tool: ${name.slice(0, 100)}`)
    }
    const given = params.arguments ?? {}
    if (!isObject(given)) throw new InvalidParamsError('"arguments" has to be an object')
    if (exchange.envelope.isModern) {
      checkParameterHeaders(compiled.parameterHeaders, given, exchange.request.headers)
      const lacking = lackingCapabilities(compiled.tool.needs, exchange.envelope.client ?? {})
      if (lacking) throw new MissingCapabilityError(lacking)
    }
    return runHandler(
      exchange as Exchange<Context>,
      options,
      (context, call) => attempt(compiled, given, context, call, exchange as Exchange<Context>, options),
      async (result) => {
        onToolCall(principal, { tool: name, isError: result.isError }, exchange)
        return results.complete(result.members(await notice(principal)))
      },
      { timeoutMs: compiled.timeoutMs }
    ).catch((error: unknown) => {
      if (!(error instanceof TimeoutError || error instanceof CannotAskError)) throw error
      onToolCall(principal, { tool: name, isError: true }, exchange)
      const code = error instanceof TimeoutError ? 'timeout' : 'cannot_ask'
      return results.complete(failure(code, error.message).members(undefined))
    })
  }
}

async function attempt<Context, P extends Principal>(
  compiled: CompiledTool<Context>,
  given: Record<string, unknown>,
  context: Context,
  call: Call,
  exchange: Exchange<Context>,
  { describeError, store }: CallToolOptions<Context, P>
): Promise<ToolResult> {
  const { tool, input, output } = compiled
  if (!input.Check(given))
    return failure('invalid_arguments', `The arguments do not fit. ${describeProblems(input, given)}`)
  try {
    const refusal =
      tool.confirm &&
      (await confirmFirst(tool.confirm, given, context, call, {
        confirmations: store.confirmations,
        isModern: exchange.envelope.isModern
      }))
    if (refusal) return refusal
    const onError = (error: unknown) =>
      exchange.request.log.warn({ err: error, tool: tool.name }, 'a result could not be kept')
    return await doOnce(tool, given, call, { idempotency: store.idempotency, onError }, async (bare) => {
      const outcome = await tool.run(bare, context, call)
      if (!(outcome instanceof Content) && !output?.Check(outcome))
        throw new TypeError(`${tool.name} answered what its schema does not allow: ${problems(output, outcome)}`)
      return resultOf(outcome)
    })
  } catch (error) {
    if (error instanceof McpError || leavesHandler(error)) throw error
    const expected = describeError(error)
    return expected
      ? failure(expected.code, expected.message)
      : failure('internal', referenceOf(error, exchange as never))
  }
}

function problems(output: CompiledTool<unknown>['output'], outcome: unknown): string {
  return output ? describeProblems(output, outcome) : 'it has none'
}
