import type { Principal } from '../definitions/principal.ts'
import type { Resource } from '../definitions/resource.ts'
import { VIEW_MIME_TYPE } from '../wire/apps-extension.ts'
import type { Version } from '../wire/versions.ts'
import type { Catalogue } from './compile.ts'
import type { CompiledPrompt } from './prompt.ts'
import type { CompiledResource } from './resource.ts'
import { shapeOf } from './shape.ts'
import type { CompiledTool } from './tool.ts'

/** What some callers may see and use of the catalogue. Made once for all whom it fits, lists serialised. */
export interface View<Context> {
  /** The caller's scopes and all they imply. */
  scopes: ReadonlySet<string>
  tools: ReadonlyMap<string, CompiledTool<Context>>
  /** Names of tools that are there, whatever scopes they need. */
  offered: ReadonlySet<string>
  resources: readonly CompiledResource<Context>[]
  prompts: ReadonlyMap<string, CompiledPrompt<Context>>
  lists: Record<ListName, readonly ListedItem[]>
  /** Tells views apart: what a cursor of one list means in another is undefined. */
  key: string
}

export type ListName = 'tools' | 'resources' | 'resourceTemplates' | 'prompts'

export interface ListedItem {
  name: string
  json: string
}

export interface Gate {
  /** The scopes and all they imply. */
  expandScopes(scopes: readonly string[]): ReadonlySet<string>
  isAddonEnabled(addon: string): boolean | Promise<boolean>
  /** Whether tools that need more scopes are listed too, saying so. */
  listsMore: boolean
}

export interface Viewer {
  principal: Principal
  version: Version
  /** The groups of tools that were asked for; absent: all of them. */
  groups: readonly string[] | undefined
  /** Whether the client can show views of results. */
  showsViews: boolean
}

/** As many as there are combinations in use; the one longest unused goes first. */
const MAX_VIEWS = 500

export type FindView<Context> = (viewer: Viewer) => Promise<View<Context>>

export function createViews<Context>(catalogue: Catalogue<Context>, gate: Gate): FindView<Context> {
  const views = new Map<string, View<Context>>()
  const forSome = [...catalogue.prompts.values()].filter(({ prompt }) => prompt.isFor)

  return async (viewer) => {
    const { principal, version, groups, showsViews } = viewer
    const addons = await enabledAddons(catalogue.addons, gate)
    const allowed = forSome.filter(({ prompt }) => prompt.isFor?.(principal)).map(({ prompt }) => prompt.name)
    const key = [
      version,
      showsViews,
      addons.join(' '),
      allowed.join(' '),
      groups?.join(' ') ?? '*',
      principal.scopes.join(' ')
    ].join('\n')
    const view = views.get(key) ?? createView(catalogue, gate, viewer, { key, addons: new Set(addons) })
    views.delete(key)
    views.set(key, view)
    if (views.size > MAX_VIEWS) views.delete(views.keys().next().value ?? key)
    return view
  }
}

interface Gated {
  scopes: readonly string[]
  addon?: string
}

function createView<Context>(
  catalogue: Catalogue<Context>,
  gate: Gate,
  { principal, version, groups, showsViews }: Viewer,
  { key, addons }: { key: string; addons: ReadonlySet<string> }
): View<Context> {
  const scopes = gate.expandScopes(principal.scopes)
  const isOn = ({ addon }: Gated) => addon === undefined || addons.has(addon)
  const isAllowed = (gated: Gated) => isOn(gated) && gated.scopes.every((scope) => scopes.has(scope))
  const isWanted = (group: string | undefined) => !groups || group === undefined || groups.includes(group)

  const offered = [...catalogue.tools].filter(([, { tool }]) => isOn(tool) && isWanted(tool.group))
  const tools = offered.filter(([, { tool }]) => isAllowed(tool))
  const resources = catalogue.resources.filter(({ resource }) => isAllowed(resource))
  const prompts = [...catalogue.prompts].filter(
    ([, { prompt }]) => isAllowed(prompt) && (prompt.isFor?.(principal) ?? true)
  )

  const shape = shapeOf(version)
  const listed = (name: string, listing: Record<string, unknown>) => ({ name, json: JSON.stringify(shape(listing)) })
  const isShown = ({ mimeType }: Resource<Context>) => showsViews || mimeType !== VIEW_MIME_TYPE
  const listResources = (areTemplates: boolean) =>
    resources
      .filter(({ isTemplate, resource }) => isTemplate === areTemplates && isShown(resource))
      .map(({ resource, listing }) => listed(resource.uri, listing))

  return {
    key,
    scopes,
    tools: new Map(tools),
    offered: new Set(offered.map(([name]) => name)),
    resources,
    prompts: new Map(prompts),
    lists: {
      tools: (gate.listsMore ? offered : tools).map(([name, compiled]) =>
        listed(name, listTool(compiled, { isAllowed: isAllowed(compiled.tool), showsViews }))
      ),
      resources: listResources(false),
      resourceTemplates: listResources(true),
      prompts: prompts.map(([name, { listing }]) => listed(name, listing))
    }
  }
}

function listTool<Context>(
  { tool, listing }: CompiledTool<Context>,
  { isAllowed, showsViews }: { isAllowed: boolean; showsViews: boolean }
): Record<string, unknown> {
  return {
    ...listing,
    ...(!isAllowed && {
      description: `${tool.description} (Not allowed yet: a call asks the person for ${tool.scopes.join(', ')}.)`
    }),
    ...(showsViews && tool.view !== undefined && { _meta: { ui: { resourceUri: tool.view } } })
  }
}

async function enabledAddons(addons: readonly string[], gate: Gate): Promise<string[]> {
  const enabled = []
  for (const addon of addons) {
    const answer = gate.isAddonEnabled(addon)
    if (typeof answer === 'boolean' ? answer : await answer) enabled.push(addon)
  }
  return enabled
}
