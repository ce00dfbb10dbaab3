import type { TestTools } from './planner.ts'

/** A good call of a tool, and what it refuses. */
export interface ToolCase {
  name: string
  /** What it needs. */
  scope: string
  addon: string
  given: object
  /** Who calls it, where that is not anna. */
  user?: string
  answers: object
  /** Arguments that do not fit. */
  bad: object
  /** Arguments that name something of another trip, and the code they are refused with. */
  foreign?: { given: object; code: string }
  isTripless?: boolean
}

interface Asserts {
  match(found: unknown, wanted: unknown, message: string): unknown
}

/** Everything a tool refuses, then the good call. */
export async function checkTool(
  t: Asserts,
  { planner, root, ask, use }: TestTools,
  { name, scope, addon, given, user = 'anna', answers, bad, foreign, isTripless = false }: ToolCase
): Promise<void> {
  const call = (args: object, as?: { user?: string; scopes?: string[] }) =>
    ask('tools/call', { name, arguments: args }, { user, scopes: [scope], ...as })
  const refusal = (text: RegExp) => ({ isError: true, content: [{ text }] })

  t.match((await call(bad)).result, refusal(/invalid_arguments/), 'bad arguments')
  const readOnly = [scope.replace(/:write$/, ':read')]
  const without = scope.endsWith(':write') ? readOnly : ['trips:read']
  t.match(await call(given, { scopes: without }), { status: 403, challenge: scope }, 'a missing scope')
  if (!isTripless)
    t.match((await call(given, { user: 'mallory' })).result, refusal(/\[trip_not_found\]/), 'somebody else’s trip')
  if (foreign)
    t.match((await call(foreign.given)).result, refusal(new RegExp(`\\[${foreign.code}\\]`)), 'of another trip')
  await planner.addons.set(root, addon, false)
  t.match((await call(given)).error, { code: -32602, message: `Unknown tool: ${name}` }, 'an addon that is off')
  await planner.addons.set(root, addon, true)
  t.match(await use(name, given, { user, scopes: [scope] }), answers, 'success')
}
