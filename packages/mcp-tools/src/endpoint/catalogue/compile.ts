import type { Prompt } from '../definitions/prompt.ts'
import type { Resource } from '../definitions/resource.ts'
import type { Tool } from '../definitions/tool.ts'
import { VIEW_MIME_TYPE } from '../wire/apps-extension.ts'
import { compilePrompt, type CompiledPrompt } from './prompt.ts'
import { compileResource, type CompiledResource } from './resource.ts'
import { compileTool, type CompiledTool } from './tool.ts'

export interface CatalogueSources<Context> {
  tools: readonly Tool<Context>[]
  resources: readonly Resource<Context>[]
  prompts: readonly Prompt<Context>[]
  /** Whether repeated writes are recognised, so that tools can offer it. */
  isIdempotencyKept: boolean
}

/** What is offered, each kind in the order of its names: every node lists the same. */
export interface Catalogue<Context> {
  tools: ReadonlyMap<string, CompiledTool<Context>>
  resources: readonly CompiledResource<Context>[]
  prompts: ReadonlyMap<string, CompiledPrompt<Context>>
  /** Every addon that something belongs to. */
  addons: readonly string[]
}

/**
 * Compiles what is offered, once, at boot: validators, listings, and the checks that no client should be the first to
 * make.
 *
 * @throws {TypeError} naming the definition and what is wrong with it.
 */
export function compileCatalogue<Context>({
  tools,
  resources,
  prompts,
  isIdempotencyKept
}: CatalogueSources<Context>): Catalogue<Context> {
  const views = new Set(resources.filter(({ mimeType }) => mimeType === VIEW_MIME_TYPE).map(({ uri }) => uri))
  const lost = tools.find(({ view }) => view !== undefined && !views.has(view))
  if (lost)
    throw new TypeError(
      `mcpEndpoint: tool "${lost.name}" has the view ${lost.view}, which is no ${VIEW_MIME_TYPE} resource here`
    )
  return {
    tools: byName(
      tools.map((tool) => [tool.name, compileTool(tool, { isIdempotencyKept })]),
      'tool'
    ),
    resources: [
      ...byName(
        resources.map((resource) => [resource.uri, compileResource(resource)]),
        'resource'
      ).values()
    ],
    prompts: byName(
      prompts.map((prompt) => [prompt.name, compilePrompt(prompt)]),
      'prompt'
    ),
    addons: [...new Set([...tools, ...resources, ...prompts].flatMap(({ addon }) => addon ?? []))].toSorted()
  }
}

function byName<Entry>(entries: [string, Entry][], kind: string): Map<string, Entry> {
  const sorted = new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  if (sorted.size !== entries.length) throw new TypeError(`mcpEndpoint: two ${kind}s have the same name`)
  return sorted
}
