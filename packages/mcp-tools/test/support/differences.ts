import { readFile } from 'node:fs/promises'
import { ALL_SCOPES } from './tool-case.ts'
import type { Kind, Offered } from './offered.ts'

/** The catalogue we follow, as data. */
export interface Catalogue extends Record<Kind, Expected[]> {
  scopes: { name: string; group: string; implies: string[] }[]
}

interface Expected {
  name: string
  uri?: string
  addon?: string
  access?: 'always' | { anyOf: string[] }
  annotations?: Offered['annotations']
  arguments?: Record<string, { required: boolean }>
}

/** Why something is different: from its lists (`differences`), or in what it does (`behaviour`, which a test shows). */
export type Reason = { why: string } & ({ differences: string[] } | { behaviour: string; shownBy: string })

/** Everything that is different on purpose: `docs/catalogue.json`. */
export type Reasons = Record<Kind, Record<string, Reason[]>>

const hints = {
  readOnly: ['only reads', 'writes'],
  destructive: ['is destructive', 'is not destructive'],
  idempotent: ['is idempotent', 'is not idempotent'],
  openWorld: ['asks the open world', 'stays in the closed world']
} as const

export async function readCatalogue(): Promise<Catalogue> {
  return JSON.parse(await readFile(new URL('../fixtures/catalogue.json', import.meta.url), 'utf8')) as Catalogue
}

export async function readReasons(): Promise<Reasons> {
  return JSON.parse(await readFile(new URL('../../../../docs/catalogue.json', import.meta.url), 'utf8')) as Reasons
}

/** What of one kind is different, as `<name>: <difference>`. */
export function findDifferences(expected: readonly Expected[], offered: ReadonlyMap<string, Offered>): string[] {
  const known = new Map(expected.map((one) => [one.uri ?? one.name, one]))
  const ours = [...offered.keys()].filter((key) => !known.has(key)).map((key) => `${key}: is ours`)
  const others = [...known].flatMap(([key, one]) => {
    const found = offered.get(key)
    return (found ? [...compare(one, found)] : ['is not listed']).map((difference) => `${key}: ${difference}`)
  })
  return [...ours, ...others]
}

function* compare(
  { addon, access = 'always', annotations, arguments: wanted = {} }: Expected,
  found: Offered
): Iterable<string> {
  const scopes = access === 'always' ? ALL_SCOPES : access.anyOf
  if (found.scopes.toSorted().join() !== scopes.toSorted().join()) yield `needs one of ${found.scopes.join(', ')}`
  // A part of an addon that has a switch of its own is the addon's.
  if (found.addon?.split('.')[0] !== addon) yield `belongs to ${found.addon ?? 'no addon'}`
  for (const name of Object.keys(hints) as (keyof typeof hints)[]) {
    const says = found.annotations?.[name]
    if (says !== annotations?.[name]) yield hints[name][says === true ? 0 : 1]
  }
  for (const [name, { required }] of Object.entries(wanted))
    if (!(name in found.arguments)) yield `does not take ${name}`
    else if (found.arguments[name] !== required) yield required ? `does not need ${name}` : `needs ${name}`
  for (const [name, isRequired] of Object.entries(found.arguments))
    if (!(name in wanted)) yield isRequired ? `needs ${name}` : `takes ${name}`
}

/** What of one kind has a reason to be different, as `<name>: <difference>`. */
export function explained(reasons: Record<string, Reason[]>): string[] {
  return Object.entries(reasons).flatMap(([key, some]) =>
    some.flatMap((reason) => ('differences' in reason ? reason.differences.map((one) => `${key}: ${one}`) : []))
  )
}
