import { ResourceNotFoundError, type ReadResourceResult } from '@modelcontextprotocol/server'
import type { ExpectedError } from './call-tool.ts'
import type { Resource } from './definitions/resource.ts'
import type { RequestView } from './request-view.ts'

const MIME_TYPE = 'application/json'

/** Reads a resource; what is missing, malformed or somebody else's is the same "not found". */
export async function readResource<Context>(
  view: RequestView<Context>,
  uri: string,
  describeError: (error: unknown) => ExpectedError | undefined
): Promise<ReadResourceResult> {
  for (const { resource, match, parameters } of view.resources) {
    const variables = match(uri)
    if (!variables || !parameters.Check(variables)) continue
    const content = await resource.read(variables, await view.context()).catch((error: unknown) => {
      if (describeError(error)) return undefined
      throw error
    })
    if (content === undefined) break
    return { contents: [{ uri, mimeType: MIME_TYPE, text: JSON.stringify(content) }] }
  }
  throw new ResourceNotFoundError(uri)
}

/** Concrete resources for `resources/list`, templates for `resources/templates/list`. */
export function listResources<Context>(view: RequestView<Context>) {
  const concrete = view.resources.filter(({ isTemplate }) => !isTemplate)
  const templates = view.resources.filter(({ isTemplate }) => isTemplate)
  return {
    resources: concrete.map(({ resource }) => ({ uri: resource.uri, ...describe(resource) })),
    resourceTemplates: templates.map(({ resource }) => ({ uriTemplate: resource.uri, ...describe(resource) }))
  }
}

function describe<Context>({ name, title, description }: Resource<Context>) {
  return { name, title, description, mimeType: MIME_TYPE }
}
