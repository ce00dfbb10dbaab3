import type { CompiledResource } from '../catalogue/resource.ts'
import { JSON_TYPE } from '../catalogue/resource.ts'
import { ResourceContent } from '../definitions/resource.ts'
import type { CallServices } from '../exchange/call.ts'
import type { Method } from '../exchange/exchange.ts'
import { InvalidParamsError, ResourceNotFoundError } from '../wire/errors.ts'
import { type DescribeError, runHandler } from './run.ts'

export interface FoundResource<Context> {
  compiled: CompiledResource<Context>
  variables: Record<string, string>
}

/** What a URI names, if this caller may see it. */
export function findResource<Context>(
  resources: readonly CompiledResource<Context>[],
  uri: string
): FoundResource<Context> | undefined {
  for (const compiled of resources) {
    const variables = compiled.match(uri)
    if (variables && compiled.parameters.Check(variables)) return { compiled, variables }
  }
  return undefined
}

/** `resources/read`: what is missing, malformed or somebody else's is the same "not found". */
export function readResource<Context>(services: CallServices & { describeError: DescribeError }): Method<Context> {
  return (exchange) => {
    const { params, view, results, envelope } = exchange
    const { uri } = params
    if (typeof uri !== 'string') throw new InvalidParamsError('"uri" has to be a string')
    const notFound = new ResourceNotFoundError(uri, envelope)
    const found = findResource(view.resources, uri)
    if (!found) throw notFound
    const { resource } = found.compiled
    return runHandler(
      exchange,
      services,
      (context, call) =>
        resource.read(found.variables, context, call).catch((error: unknown) => {
          if (services.describeError(error)) throw notFound
          throw error
        }),
      (content) => {
        if (content === undefined) throw notFound
        const body =
          content instanceof ResourceContent
            ? { ...content.content, ...(content.meta && { _meta: content.meta }) }
            : { text: JSON.stringify(content) }
        return results.content(
          JSON.stringify({ contents: [{ uri, mimeType: resource.mimeType ?? JSON_TYPE, ...body }] })
        )
      }
    )
  }
}
