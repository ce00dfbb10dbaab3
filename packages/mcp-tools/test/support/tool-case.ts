import { trekScopes } from '../../src/index.ts'
import type { TestTools } from './planner.ts'

export const ALL_SCOPES = Object.keys(trekScopes)

export interface ToolCase {
  name: string
  scope: string
  addon?: string
  /** A good call. */
  given: object
  answers: object
  /** Arguments that do not fit. */
  bad: object
  /** A call that names something of another trip or person, and the code of its refusal. */
  foreign?: { given: object; code: string }
}

interface Asserts {
  match(found: unknown, expected: object, message: string): unknown
}

/** What every tool does: refuse what does not fit, what is not allowed, what is not there; then its work. */
export async function checkTool(
  t: Asserts,
  test: TestTools,
  { name, scope, addon, given, answers, bad, foreign }: ToolCase
): Promise<void> {
  const call = (args: object, as: { user?: string; scopes?: string[] } = {}) =>
    test.ask('tools/call', { name, arguments: args }, { scopes: ALL_SCOPES, ...as })
  t.match((await call(bad)).result, { isError: true, content: [{ text: /invalid_arguments/ }] }, 'bad arguments')

  const [group = '', right] = scope.split(':')
  const others = ALL_SCOPES.filter((granted) => granted.split(':')[0] !== group)
  const scopes = right === 'write' ? [...others, `${group}:read`] : others
  t.match(await call(given, { scopes }), { status: 403, challenge: scope }, 'a missing scope')

  if ('tripId' in given) {
    const refusal = { isError: true, content: [{ text: 'Trip not found [trip_not_found]' }] }
    t.match((await call(given, { user: 'mallory' })).result, refusal, 'somebody else’s trip')
  }
  if (foreign) {
    const refusal = { isError: true, content: [{ text: new RegExp(`\\[${foreign.code}\\]$`) }] }
    t.match((await call(foreign.given)).result, refusal, 'what is not of the trip')
  }
  if (addon !== undefined) {
    await test.planner.addons.set(test.root, addon, false)
    const refusal = { code: -32602, message: `Unknown tool: ${name}` }
    t.match((await call(given)).error ?? {}, refusal, `${addon} is off`)
    await test.planner.addons.set(test.root, addon, true)
  }
  t.match(await test.use(name, given, { scopes: ALL_SCOPES }), answers, 'success')
}
