import { trekScopes } from '../../src/index.ts'
import type { TestTools } from './planner.ts'

export const ALL_SCOPES = Object.keys(trekScopes)

/** A good call of a tool, and what it refuses. */
export interface ToolCase {
  name: string
  /** What it needs; absent: nothing. */
  scope?: string
  addon?: string
  /** A good call. */
  given: object
  /** Who makes it, where that is not anna. */
  user?: string
  answers: object
  /** Arguments that do not fit. */
  bad: object
  /** A call that names something of another trip or person, and the code of its refusal. */
  foreign?: { given: object; code: string }
  /** The `tripId` of a good call says nothing of who may make it. */
  isTripless?: boolean
}

interface Asserts {
  match(found: unknown, expected: unknown, message: string): unknown
}

/** What every tool does: refuse what does not fit, what is not allowed, what is not there; then its work. */
export async function checkTool(
  t: Asserts,
  test: TestTools,
  { name, scope, addon, given, user = 'anna', answers, bad, foreign, isTripless = false }: ToolCase
): Promise<void> {
  const call = (args: object, as: { user?: string; scopes?: string[] } = {}) =>
    test.ask('tools/call', { name, arguments: args }, { user, scopes: ALL_SCOPES, ...as })
  const refusal = (text: RegExp) => ({ isError: true, content: [{ text }] })
  t.match((await call(bad)).result, refusal(/invalid_arguments/), 'bad arguments')

  if (scope !== undefined) {
    const [group = '', right] = scope.split(':')
    const others = ALL_SCOPES.filter((granted) => granted.split(':')[0] !== group)
    const scopes = right === 'write' ? [...others, `${group}:read`] : others
    t.match(await call(given, { scopes }), { status: 403, challenge: scope }, 'a missing scope')
  }

  if ('tripId' in given && !isTripless)
    t.match((await call(given, { user: 'mallory' })).result, refusal(/\[trip_not_found\]$/), 'somebody else’s trip')
  if (foreign)
    t.match(
      (await call(foreign.given)).result,
      refusal(new RegExp(`\\[${foreign.code}\\]$`)),
      'what is not of the trip'
    )
  if (addon !== undefined) {
    await test.planner.addons.set(test.root, addon, false)
    t.match((await call(given)).error, { code: -32602, message: `Unknown tool: ${name}` }, `${addon} is off`)
    await test.planner.addons.set(test.root, addon, true)
  }
  t.match(await test.use(name, given, { user, scopes: scope === undefined ? ALL_SCOPES : [scope] }), answers, 'success')
}
