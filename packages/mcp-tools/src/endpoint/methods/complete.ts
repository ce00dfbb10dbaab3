import type { Completion } from '../definitions/completion.ts'
import type { Exchange, Method } from '../exchange/exchange.ts'
import type { CallServices } from '../exchange/call.ts'
import { InvalidParamsError } from '../wire/errors.ts'
import { isObject, type Params } from '../wire/json-rpc.ts'
import { type DescribeError, runHandler } from './run.ts'

const MAX_VALUES = 100

/** `completion/complete`, for the arguments of prompts and the variables of resource templates. */
export function complete<Context>(services: CallServices & { describeError: DescribeError }): Method<Context> {
  return (exchange) => {
    const { params, results } = exchange
    const { argument, context: known } = params
    if (!isObject(argument) || typeof argument.name !== 'string' || typeof argument.value !== 'string')
      throw new InvalidParamsError('"argument" has to have a name and a value')
    const completion = findCompletion(exchange, argument.name)
    const { value } = argument
    return runHandler(
      exchange,
      services,
      async (context) => {
        const values = (await completion?.(value, context, textsOf(known)).catch(nothingIf(services))) ?? []
        return [...values]
      },
      (values) =>
        results.complete(
          JSON.stringify({
            completion: {
              values: values.slice(0, MAX_VALUES),
              total: values.length,
              hasMore: values.length > MAX_VALUES
            }
          })
        )
    )
  }
}

function findCompletion<Context>({ params, view }: Exchange<Context>, name: string): Completion<Context> | undefined {
  const { ref } = params
  if (!isObject(ref)) throw new InvalidParamsError('"ref" has to be an object')
  if (ref.type === 'ref/prompt') {
    const compiled = view.prompts.get(String(ref.name))
    if (!compiled) throw new InvalidParamsError('Unknown prompt')
    return ownOf(compiled.prompt.complete, name)
  }
  if (ref.type !== 'ref/resource') throw new InvalidParamsError('"ref" has to be of type ref/prompt or ref/resource')
  const compiled = view.resources.find(({ resource }) => resource.uri === ref.uri)
  if (!compiled) throw new InvalidParamsError('Unknown resource template')
  return ownOf(compiled.resource.complete, name)
}

function ownOf<T>(all: Partial<Record<string, T>> | undefined, name: string): T | undefined {
  return all && Object.hasOwn(all, name) ? all[name] : undefined
}

/** What the caller may not see completes to nothing. */
function nothingIf({ describeError }: { describeError: DescribeError }) {
  return (error: unknown): readonly string[] => {
    if (describeError(error)) return []
    throw error
  }
}

/** The values that were chosen already; anything but text is left out. */
function textsOf(known: unknown): Record<string, string> {
  const chosen: Params = isObject(known) && isObject(known.arguments) ? known.arguments : {}
  return Object.fromEntries(
    Object.entries(chosen).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  )
}
