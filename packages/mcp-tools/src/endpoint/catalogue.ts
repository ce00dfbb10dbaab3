import { UriTemplate } from '@modelcontextprotocol/server'
import type { TObject } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { Prompt } from './definitions/prompt.ts'
import type { Resource } from './definitions/resource.ts'
import type { Tool } from './definitions/tool.ts'

export interface CatalogueSources<Context> {
  tools: readonly Tool<Context>[]
  resources: readonly Resource<Context>[]
  prompts: readonly Prompt<Context>[]
}

export interface CompiledTool<Context> {
  tool: Tool<Context>
  input: Validator
  output: Validator
  /** The tool as `tools/list` shows it. */
  listing: Record<string, unknown>
}

export interface CompiledResource<Context> {
  resource: Resource<Context>
  parameters: Validator
  isTemplate: boolean
  /** The variables of a URI that fits; `undefined` for any other URI. */
  match: (uri: string) => Record<string, string> | undefined
}

export interface CompiledPrompt<Context> {
  prompt: Prompt<Context>
  arguments: Validator
  listing: Record<string, unknown>
}

export interface Catalogue<Context> {
  tools: ReadonlyMap<string, CompiledTool<Context>>
  resources: readonly CompiledResource<Context>[]
  prompts: ReadonlyMap<string, CompiledPrompt<Context>>
}

/**
 * Compiles what is offered, once, at boot: validators, listings, and the checks that no client should be the first to
 * make.
 *
 * @throws {TypeError} naming the tool and what is wrong with it.
 */
export function compileCatalogue<Context>({
  tools,
  resources,
  prompts
}: CatalogueSources<Context>): Catalogue<Context> {
  return {
    tools: byName(
      tools.map((tool) => [tool.name, compileTool(tool)]),
      'tool'
    ),
    resources: resources.map(compileResource),
    prompts: byName(
      prompts.map((prompt) => [prompt.name, compilePrompt(prompt)]),
      'prompt'
    )
  }
}

function compileTool<Context>(tool: Tool<Context>): CompiledTool<Context> {
  const { name, title, description, annotations, input, output } = tool
  check(/^[A-Za-z0-9_-]{1,48}$/.test(name), name, 'needs a name of 1 to 48 letters, digits, "_" and "-"')
  check(title !== '' && description !== '', name, 'needs a title and a description')
  check(
    !/^(delete|remove|unassign|bulk_delete)_/.test(name) || annotations.destructiveHint,
    name,
    'destroys something and has to say so'
  )
  check(!(annotations.readOnlyHint && annotations.destructiveHint), name, 'cannot be read-only and destructive')
  check(input.type === 'object' && output.type === 'object', name, 'needs object schemas')
  return {
    tool,
    input: Compile(closed(input)),
    output: Compile(output),
    listing: {
      name,
      title,
      description,
      inputSchema: plain(closed(input)),
      outputSchema: plain(output),
      annotations: { title, ...annotations }
    }
  }
}

function compileResource<Context>(resource: Resource<Context>): CompiledResource<Context> {
  const [path = '', query] = resource.uri.split('{?')
  const template = new UriTemplate(path)
  const queryNames = query?.replace('}', '').split(',') ?? []
  return {
    resource,
    parameters: Compile(resource.parameters),
    isTemplate: resource.uri.includes('{'),
    match(uri) {
      const [uriPath = '', uriQuery = ''] = uri.split('?', 2)
      const variables = path.includes('{') ? template.match(uriPath) : uriPath === path ? {} : null
      if (!variables) return undefined
      const given = new URLSearchParams(uriQuery)
      const fromQuery = queryNames.filter((name) => given.has(name)).map((name) => [name, given.get(name) ?? ''])
      return { ...(variables as Record<string, string>), ...Object.fromEntries(fromQuery) }
    }
  }
}

function compilePrompt<Context>(prompt: Prompt<Context>): CompiledPrompt<Context> {
  const required = new Set<string>(prompt.arguments.required)
  return {
    prompt,
    arguments: Compile(prompt.arguments),
    listing: {
      name: prompt.name,
      title: prompt.title,
      description: prompt.description,
      arguments: Object.entries(prompt.arguments.properties).map(([name, schema]) => ({
        name,
        description: 'description' in schema ? schema.description : undefined,
        required: required.has(name)
      }))
    }
  }
}

/** An argument nobody reads is a mistake worth telling the model about. */
function closed(schema: TObject): TObject {
  return Object.assign({ ...schema }, { additionalProperties: false })
}

/** The schema as JSON, without the library's own marks. */
function plain(schema: TObject): unknown {
  return JSON.parse(JSON.stringify(schema))
}

/** Sorted, so that every node lists the same order. */
function byName<Entry>(entries: [string, Entry][], kind: string): Map<string, Entry> {
  const sorted = new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  if (sorted.size !== entries.length) throw new TypeError(`mcpEndpoint: two ${kind}s have the same name`)
  return sorted
}

function check(isFine: boolean, name: string, demand: string): void {
  if (!isFine) throw new TypeError(`mcpEndpoint: tool "${name}" ${demand}`)
}
