import type { ServerCapabilities } from '@modelcontextprotocol/server'
import type { Catalogue } from '../catalogue/compile.ts'

export interface Offer {
  /** Whether clients can be told of changes on a stream of their own. */
  tellsChanges: boolean
  logs: boolean
  extensions: Record<string, Record<string, never>>
}

/** What is said to be there is there, and the other way round. */
export function capabilitiesOf<Context>(
  { tools, resources, prompts }: Catalogue<Context>,
  { tellsChanges, logs, extensions }: Offer
): ServerCapabilities {
  const changes = tellsChanges ? { listChanged: true } : {}
  const completes =
    [...prompts.values()].some(({ prompt }) => prompt.complete) || resources.some(({ resource }) => resource.complete)
  return {
    ...(tools.size > 0 && { tools: changes }),
    ...(resources.length > 0 && { resources: { ...changes, ...(tellsChanges && { subscribe: true }) } }),
    ...(prompts.size > 0 && { prompts: changes }),
    ...(completes && { completions: {} }),
    ...(logs && { logging: {} }),
    ...(Object.keys(extensions).length > 0 && { extensions })
  }
}
