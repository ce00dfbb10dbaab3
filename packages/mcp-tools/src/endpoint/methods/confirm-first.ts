import { setTimeout as delay } from 'node:timers/promises'
import { Type } from 'typebox'
import { CONFIRM } from '../catalogue/tool.ts'
import type { Call } from '../definitions/call.ts'
import type { Confirmations } from '../definitions/call-store.ts'
import { askForm, askInBrowser } from '../definitions/questions.ts'
import type { Tool } from '../definitions/tool.ts'
import { InputRequired } from '../exchange/input-required.ts'
import { canAnswer } from '../exchange/read-answer.ts'
import { failure, type ToolResult } from './tool-result.ts'

const Confirmation = Type.Object({ confirm: Type.Boolean({ title: 'Yes, do it', default: false }) })

/** How often it is looked whether the person has answered on the page, for a client that waits. */
const LOOK_EVERY_MS = 1000

/**
 * Has the person agree to what cannot be undone: in a form of the client's, or else on a page of ours. A client that can
 * do neither has to say that it asked. Answers with why nothing is done, or with nothing.
 */
export async function confirmFirst<Context>(
  question: NonNullable<Tool<Context>['confirm']>,
  given: Record<string, unknown>,
  context: Context,
  call: Call,
  { confirmations, isModern }: { confirmations: Confirmations | undefined; isModern: boolean }
): Promise<ToolResult | undefined> {
  const message = await question(given, context)
  const form = askForm(message, Confirmation)
  if (canAnswer(call.client, form)) {
    const { confirmation } = await call.ask({ confirmation: form }, { isBinding: true })
    return confirmation.action === 'accept' && confirmation.content.confirm ? undefined : refused
  }
  if (confirmations && call.client.elicitation?.url)
    return (await isConfirmedInBrowser(message, call, confirmations, isModern)) ? undefined : refused
  if (given[CONFIRM] === true) return undefined
  return failure('confirmation_needed', `${message} Ask the person. If they agree, call again with "${CONFIRM}": true.`)
}

async function isConfirmedInBrowser(message: string, call: Call, confirmations: Confirmations, isModern: boolean) {
  const { subject, clientName } = call.principal
  const { id, url } = await call.keep('confirmation', () => confirmations.create({ subject, clientName, message }))
  const question = askInBrowser(message, url, id)
  const { page } = await call.ask({ page: question })
  if (page.action !== 'accept') return false
  for (;;) {
    const outcome = await confirmations.take(id, subject)
    if (outcome !== 'pending') return outcome === 'approved'
    // That the page was opened is no answer yet.
    if (isModern) throw new InputRequired({ page: question })
    await delay(LOOK_EVERY_MS, undefined, { signal: call.signal })
  }
}

const refused = failure('not_confirmed', 'The person did not agree, so nothing was done.')
