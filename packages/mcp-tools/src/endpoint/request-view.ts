import type { Catalogue, CompiledPrompt, CompiledResource, CompiledTool } from './catalogue.ts'
import type { Principal } from './definitions/principal.ts'

/** What one request may see and use of the catalogue. Lives as long as the request: there are no sessions to keep. */
export interface RequestView<Context> {
  principal: Principal
  tools: CompiledTool<Context>[]
  resources: CompiledResource<Context>[]
  prompts: CompiledPrompt<Context>[]
  /** What else the person should hear with a tool's result. */
  notice(): Promise<string | undefined>
  /** Made when first needed: most requests only list. */
  context(): Promise<Context>
}

export interface Gate {
  /** The scopes and all they imply. */
  expandScopes(scopes: readonly string[]): ReadonlySet<string>
  isAddonEnabled(addon: string): Promise<boolean>
}

interface Gated {
  scopes: readonly string[]
  addon?: string
}

export async function createRequestView<Context>(
  catalogue: Catalogue<Context>,
  principal: Principal,
  gate: Gate,
  { makeContext, notice }: { makeContext: () => Promise<Context>; notice: () => Promise<string | undefined> }
): Promise<RequestView<Context>> {
  const scopes = gate.expandScopes(principal.scopes)
  const everything: Gated[] = [
    ...[...catalogue.tools.values()].map(({ tool }) => tool),
    ...catalogue.resources.map(({ resource }) => resource),
    ...[...catalogue.prompts.values()].map(({ prompt }) => prompt)
  ]
  const addons = await enabledAddons(everything, gate)
  const isVisible = ({ scopes: needed, addon }: Gated) =>
    needed.every((scope) => scopes.has(scope)) && (addon === undefined || addons.has(addon))
  let context: Promise<Context> | undefined
  return {
    principal,
    tools: [...catalogue.tools.values()].filter(({ tool }) => isVisible(tool)),
    resources: catalogue.resources.filter(({ resource }) => isVisible(resource)),
    prompts: [...catalogue.prompts.values()].filter(
      ({ prompt }) => isVisible(prompt) && (prompt.isFor?.(principal) ?? true)
    ),
    notice,
    context: () => (context ??= makeContext())
  }
}

async function enabledAddons(gated: Gated[], gate: Gate): Promise<Set<string>> {
  const named = [...new Set(gated.flatMap(({ addon }) => addon ?? []))]
  const answers = await Promise.all(named.map((addon) => gate.isAddonEnabled(addon)))
  return new Set(named.filter((_, i) => answers[i]))
}
