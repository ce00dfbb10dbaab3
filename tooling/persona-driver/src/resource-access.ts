import type { Journey } from './journey.ts'
import { check } from './problem.ts'

/** A token that has to work. */
export async function checkAccepted({ target }: Journey, accessToken: string): Promise<void> {
  const status = await target.probe(accessToken)
  check(status === 200, `the resource answers with ${status}`)
}

/** A token that must not work any more: with 401, clients get themselves another. */
export async function checkRefused({ target }: Journey, accessToken: string): Promise<void> {
  const status = await target.probe(accessToken)
  check(status === 401, `the resource answers with ${status} instead of 401`)
}
