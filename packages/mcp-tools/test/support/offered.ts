import { expandScopes } from '../../src/index.ts'
import type { TestTools } from './planner.ts'
import { ALL_SCOPES } from './tool-case.ts'

/** What one thing of a catalogue says of itself. */
export interface Offered {
  /** The addon it is gone without. */
  addon?: string
  /** The scopes of which each alone lets a connection see it. */
  scopes: string[]
  /** Whether an argument is required. */
  arguments: Record<string, boolean>
  annotations?: Record<'readOnly' | 'destructive' | 'idempotent' | 'openWorld', boolean>
}

export type Kind = 'tools' | 'resources' | 'prompts'

interface Listed {
  name: string
  uri?: string
  uriTemplate?: string
  inputSchema?: { properties?: object; required?: string[] }
  arguments?: { name: string; required?: boolean }[]
  annotations?: Record<`${'readOnly' | 'destructive' | 'idempotent' | 'openWorld'}Hint`, boolean>
}

const methods: Record<string, Kind> = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resources',
  'prompts/list': 'prompts'
}

/**
 * What a running endpoint offers to somebody with every scope and addon, by asking nothing but its lists: again with each
 * scope alone, and with each addon, or part of one, switched off.
 */
export async function findOffered(test: TestTools): Promise<Record<Kind, Map<string, Offered>>> {
  const addons = (await test.planner.addons.list()).flatMap(({ id, features }) => [
    { id, parts: features.map((feature) => feature.id) }
  ])
  for (const { id } of addons) await test.planner.addons.set(test.root, id, true)
  const offered: Record<Kind, Map<string, Offered>> = { tools: new Map(), resources: new Map(), prompts: new Map() }
  await look(ALL_SCOPES, (kind, key, listed) => offered[kind].set(key, { scopes: [], ...describe(listed) }))
  for (const scope of ALL_SCOPES)
    await look([...expandScopes([scope])], (kind, key) => offered[kind].get(key)?.scopes.push(scope))
  for (const { id, parts } of addons)
    for (const addon of [id, ...parts]) {
      await test.planner.addons.set(test.root, addon, false)
      const left = new Set<Offered | undefined>()
      await look(ALL_SCOPES, (kind, key) => left.add(offered[kind].get(key)))
      await test.planner.addons.set(test.root, addon, true)
      for (const one of Object.values(offered).flatMap((some) => [...some.values()]))
        if (!left.has(one)) one.addon = addon
    }
  return offered

  async function look(scopes: string[], see: (kind: Kind, key: string, listed: Listed) => void) {
    for (const [method, kind] of Object.entries(methods)) {
      let cursor: string | undefined
      do {
        const { result } = await test.ask(method, cursor === undefined ? {} : { cursor }, { scopes })
        const page = result as unknown as Record<string, Listed[]> & { nextCursor?: string }
        for (const listed of Object.values(page).flatMap((value) => (Array.isArray(value) ? value : [])))
          see(kind, listed.uriTemplate ?? listed.uri ?? listed.name, listed)
        cursor = page.nextCursor
      } while (cursor !== undefined)
    }
  }
}

function describe({
  inputSchema,
  arguments: named = [],
  annotations
}: Listed): Pick<Offered, 'arguments' | 'annotations'> {
  const required = new Set(inputSchema?.required)
  const schema = Object.keys(inputSchema?.properties ?? {}).map((name) => [name, required.has(name)])
  return {
    arguments: Object.fromEntries([...schema, ...named.map((one) => [one.name, one.required === true])]),
    ...(annotations && {
      annotations: {
        readOnly: annotations.readOnlyHint,
        destructive: annotations.destructiveHint,
        idempotent: annotations.idempotentHint,
        openWorld: annotations.openWorldHint
      }
    })
  }
}
