import { randomUUID } from 'node:crypto'
import type { ClientCapabilities } from '@modelcontextprotocol/server'
import type { CallStore } from '../definitions/call-store.ts'
import type { Principal } from '../definitions/principal.ts'
import type { Answers, Questions } from '../definitions/questions.ts'
import { InvalidParamsError, MissingCapabilityError } from '../wire/errors.ts'
import { isObject, type Params } from '../wire/json-rpc.ts'
import { argumentsDigest } from './arguments-digest.ts'
import { InputRequired } from './input-required.ts'
import { lackingFor, questionDigest, readAnswer, wireQuestion } from './read-answer.ts'
import type { ResultWriter } from './result.ts'

const STATE_SECONDS = 600
const PURPOSE = 'request-state'

/** What a request state says: whose it is, of which call, what was asked and what has been answered already. */
interface State {
  subject: string
  clientId: string
  method: string
  name: unknown
  arguments: string
  answers: Record<string, unknown>
  kept: Record<string, unknown>
  asked: Record<string, string>
  nonce: string
}

/**
 * Questions on the newer wire (2026-07-28, "Multi Round-Trip Requests"): the request ends with what is asked, and comes
 * again with answers. What has been answered travels along in the state, sealed, so the handler may ask one thing after
 * the other.
 */
export interface Rounds {
  ask<Q extends Questions>(questions: Q, options?: { isBinding?: boolean }): Promise<Answers<Q>>
  keep<T>(key: string, make: () => Promise<T>): Promise<T>
  /** The result that asks. */
  inputRequired(questions: Questions): string
}

export interface RoundsContext {
  principal: Principal
  client: ClientCapabilities
  method: string
  params: Params
  store: Pick<CallStore, 'sealer' | 'useOnce'>
  results: ResultWriter
}

/**
 * @throws {InvalidParamsError} when answers or state are not what this call could have.
 */
export function openRounds({ principal, client, method, params, store, results }: RoundsContext): Rounds {
  const { inputResponses = {}, requestState } = params
  if (!isObject(inputResponses)) throw new InvalidParamsError('"inputResponses" has to be an object')
  const state = requestState === undefined ? undefined : openState(requestState)
  const given: Record<string, unknown> = { ...state?.answers, ...inputResponses }
  const answered: Record<string, unknown> = {}
  const kept: Record<string, unknown> = { ...state?.kept }
  let isUsed = false

  /** What a state is bound to. Most calls have none and ask nothing. */
  function identify() {
    return {
      subject: principal.subject,
      clientId: principal.clientId,
      method,
      name: params.name ?? params.uri,
      arguments: argumentsDigest(params.arguments)
    }
  }

  function openState(sealed: unknown): State {
    const opened = typeof sealed === 'string' ? (store.sealer.open(PURPOSE, sealed) as State | undefined) : undefined
    const isOurs = opened && Object.entries(identify()).every(([key, value]) => opened[key as keyof State] === value)
    if (!isOurs) throw new InvalidParamsError('Invalid request state: call again from the beginning')
    return opened
  }

  async function use(): Promise<void> {
    if (isUsed || !state) return
    isUsed = true
    if (!(await store.useOnce(state.nonce, STATE_SECONDS)))
      throw new InvalidParamsError('Invalid request state: this answer was used already')
  }

  return {
    async ask(questions, { isBinding = false } = {}) {
      const isAnswer = (key: string) =>
        Object.hasOwn(given, key) && (!isBinding || state?.asked[key] === questionDigest(questions[key] as never))
      const open = Object.entries(questions).filter(([key]) => !isAnswer(key))
      for (const [key, question] of Object.entries(questions)) {
        if (isAnswer(key)) answered[key] = readAnswer(key, question, given[key])
      }
      if (open.length > 0) throw new InputRequired(Object.fromEntries(open))
      if (isBinding) await use()
      return Object.fromEntries(Object.keys(questions).map((key) => [key, answered[key]])) as Answers<typeof questions>
    },

    async keep(key, make) {
      if (!Object.hasOwn(kept, key)) kept[key] = await make()
      return kept[key] as Awaited<ReturnType<typeof make>>
    },

    inputRequired(questions) {
      const lacking = lackingFor(client, questions)
      if (lacking) throw new MissingCapabilityError(lacking)
      const entries = Object.entries(questions)
      const asked = Object.fromEntries(entries.map(([key, question]) => [key, questionDigest(question)]))
      const next: State = {
        ...identify(),
        answers: answered,
        kept,
        asked: { ...state?.asked, ...asked },
        nonce: randomUUID()
      }
      return results.inputRequired(
        Object.fromEntries(entries.map(([key, question]) => [key, wireQuestion(question, { isModern: true })])),
        store.sealer.seal(PURPOSE, next, STATE_SECONDS)
      )
    }
  }
}
