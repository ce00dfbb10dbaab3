import { describeProblems } from '../catalogue/schema.ts'
import type { CallServices } from '../exchange/call.ts'
import type { Method } from '../exchange/exchange.ts'
import { InvalidParamsError } from '../wire/errors.ts'
import { isObject } from '../wire/json-rpc.ts'
import { type DescribeError, runHandler } from './run.ts'

/** `prompts/get`. */
export function getPrompt<Context>(services: CallServices & { describeError: DescribeError }): Method<Context> {
  return (exchange) => {
    const { params, view, results } = exchange
    const { name, arguments: given = {} } = params
    const compiled = view.prompts.get(String(name))
    if (!compiled) throw new InvalidParamsError(`Unknown prompt: ${String(name).slice(0, 100)}`)
    const { prompt, arguments: validator } = compiled
    if (!isObject(given) || !validator.Check(given))
      throw new InvalidParamsError(`The arguments do not fit. ${describeProblems(validator, given)}`)
    return runHandler(
      exchange,
      services,
      (context, call) =>
        prompt.run(given, context, call).catch((error: unknown) => {
          const expected = services.describeError(error)
          throw expected ? new InvalidParamsError(expected.message, { data: { code: expected.code } }) : error
        }),
      (made) => {
        const messages = typeof made === 'string' ? [{ role: 'user', content: { type: 'text', text: made } }] : made
        return results.complete(JSON.stringify({ description: prompt.description, messages }))
      }
    )
  }
}
